package dev.headroom.view;

import dev.headroom.usage.Period;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What was consumed on the running UTC day.
///
/// @param today everything; empty when the account tells no figures by day
/// @param byModel the models that it tells apart, busiest first
public record Consumption(Optional<Counts> today, List<OfModel> byModel) {

  public Consumption {
    byModel = List.copyOf(byModel);
  }

  /// One model's part.
  public record OfModel(String model, Counts counts) {}

  /// Counts, each absent where nobody tells it.
  ///
  /// @param tokensIn the cached ones included
  public record Counts(
      Optional<Long> tokensIn,
      Optional<Long> tokensCached,
      Optional<Long> tokensOut,
      Optional<Long> requests) {

    /// Tokens in and out together.
    public Optional<Long> tokens() {
      return plus(tokensIn, tokensOut);
    }

    private static Counts of(Usage usage) {
      return new Counts(
          usage.tokensIn(), usage.tokensCached(), usage.tokensOut(), usage.requests());
    }

    private static Counts sum(List<Usage> usages) {
      return new Counts(
          sum(usages, Usage::tokensIn),
          sum(usages, Usage::tokensCached),
          sum(usages, Usage::tokensOut),
          sum(usages, Usage::requests));
    }

    private static Optional<Long> sum(List<Usage> usages, Function<Usage, Optional<Long>> part) {
      return usages.stream().map(part).reduce(Optional.empty(), Counts::plus);
    }

    private static Optional<Long> plus(Optional<Long> one, Optional<Long> other) {
      return one.map(count -> count + other.orElse(0L)).or(() -> other);
    }
  }

  /// From one report's figures. Counters since some start are not a day's figures and are left to
  /// the history. A figure without a model is the whole; without such, the models add up to it.
  static Consumption of(List<Usage> usages, Instant now) {
    var day = Period.utcDay(now);
    var today =
        usages.stream()
            .filter(usage -> usage.tally() == Usage.Tally.DAY_TOTAL && usage.day().equals(day))
            .toList();
    var whole = today.stream().filter(usage -> usage.model().isEmpty()).toList();
    var models = today.stream().filter(usage -> usage.model().isPresent()).toList();
    var counted = whole.isEmpty() ? models : whole;
    return new Consumption(
        counted.isEmpty() ? Optional.empty() : Optional.of(Counts.sum(counted)),
        models.stream()
            .map(usage -> new OfModel(usage.model().orElseThrow(), Counts.of(usage)))
            .sorted(
                Comparator.comparing((OfModel it) -> it.counts().tokens().orElse(0L))
                    .reversed()
                    .thenComparing(OfModel::model))
            .toList());
  }
}
