package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts a report together from parts that may fail one by one. A failed part becomes a [Gap]; a
/// refused credential, or every part failing, fails the poll.
public final class Parts {

  private final List<Reading> readings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private Optional<String> plan = Optional.empty();
  private Optional<ApiException> first = Optional.empty();
  private int good;

  /// Reads a part and adds what it gives.
  ///
  /// @param part what would be missing, as people would call it
  public void add(String part, Supplier<? extends List<? extends Reading>> source) {
    read(part, source).ifPresent(readings::addAll);
  }

  /// As [#add], for a part that not every account has: being absent or not allowed is no gap.
  public void addIfAvailable(String part, Supplier<? extends List<? extends Reading>> source) {
    readIfAvailable(part, source).ifPresent(readings::addAll);
  }

  /// Reads a part whose value is needed for something else; empty when it failed.
  public <T> Optional<T> read(String part, Supplier<T> source) {
    return attempt(part, source, false);
  }

  /// As [#read], for a part that not every account has.
  public <T> Optional<T> readIfAvailable(String part, Supplier<T> source) {
    return attempt(part, source, true);
  }

  /// Adds readings made of parts already read.
  public void add(List<? extends Reading> more) {
    readings.addAll(more);
  }

  public void add(Reading reading) {
    readings.add(reading);
  }

  /// Notes a part that was tried elsewhere and failed.
  public void gap(Gap gap) {
    gaps.add(gap);
  }

  public void plan(String name) {
    plan = Optional.of(name);
  }

  /// The report of all parts.
  ///
  /// @throws ApiException the first failure, when no part could be read
  public Report report() {
    if (good == 0 && !gaps.isEmpty()) {
      throw first.orElseGet(() -> new ApiException(gaps.getFirst().failure()));
    }
    return new Report(plan, readings, gaps);
  }

  private <T> Optional<T> attempt(String part, Supplier<T> source, boolean optional) {
    try {
      var value = source.get();
      good++;
      return Optional.of(value);
    } catch (ApiException e) {
      var kind = e.failure().kind();
      if (kind == Kind.AUTH) {
        throw e;
      }
      if (!optional || (kind != Kind.NOT_AVAILABLE && kind != Kind.FORBIDDEN)) {
        first = first.or(() -> Optional.of(e));
        gaps.add(new Gap(part, e.failure()));
      }
      return Optional.empty();
    }
  }
}
