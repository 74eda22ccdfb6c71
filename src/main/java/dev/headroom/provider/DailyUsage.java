package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Adds up what vendors report in several rows into one figure for each day and model.
public final class DailyUsage {

  private static final String OTHER = "other";

  /// The name is empty where the vendor tells none.
  private record Key(LocalDate day, String model) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var days = day.compareTo(other.day);
      return days != 0 ? days : model.compareTo(other.model);
    }
  }

  private final TreeMap<Key, Usage> sums = new TreeMap<>();

  /// Adds a row. What is absent in all rows of a day and model stays absent.
  ///
  /// @throws ApiException unreadable, when a sum is beyond all sense
  public void add(Usage row) {
    sums.merge(new Key(row.day(), row.model().orElse("")), row, DailyUsage::plus);
  }

  /// One figure for each day and model, in order. Beside models with names, what has none is
  /// `other`: a figure without a model is the whole day's.
  public List<Usage> readings() {
    return sums.entrySet().stream()
        .map(entry -> isRest(entry.getKey()) ? named(entry.getValue()) : entry.getValue())
        .toList();
  }

  private boolean isRest(Key key) {
    var next = sums.higherKey(key);
    return key.model().isEmpty() && next != null && next.day().equals(key.day());
  }

  private static Usage named(Usage row) {
    return new Usage(
        row.day(),
        Optional.of(OTHER),
        row.tokensIn(),
        row.tokensCached(),
        row.tokensOut(),
        row.requests(),
        row.tally());
  }

  private static Usage plus(Usage one, Usage two) {
    return new Usage(
        one.day(),
        one.model(),
        plus(one.tokensIn(), two.tokensIn()),
        plus(one.tokensCached(), two.tokensCached()),
        plus(one.tokensOut(), two.tokensOut()),
        plus(one.requests(), two.requests()),
        one.tally());
  }

  /// The sum of what is there; empty when nothing is.
  ///
  /// @throws ApiException unreadable, when it is beyond all sense
  public static Optional<Long> plus(Optional<Long> one, Optional<Long> two) {
    if (one.isEmpty() || two.isEmpty()) {
      return one.or(() -> two);
    }
    try {
      return Optional.of(Math.addExact(one.get(), two.get()));
    } catch (ArithmeticException e) {
      throw ApiException.of(
          Failure.Kind.UNREADABLE, "a sum of counts of sensible size was expected");
    }
  }
}
