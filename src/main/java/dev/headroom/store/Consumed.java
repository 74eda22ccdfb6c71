package dev.headroom.store;

import dev.headroom.usage.Usage;
import java.util.Optional;

/// How much was consumed, whenever that was. What a provider does not tell is absent.
record Consumed(
    Optional<Long> tokensIn,
    Optional<Long> tokensCached,
    Optional<Long> tokensOut,
    Optional<Long> requests) {

  static Consumed of(Usage usage) {
    return new Consumed(
        usage.tokensIn(), usage.tokensCached(), usage.tokensOut(), usage.requests());
  }

  Consumed plus(Consumed other) {
    return new Consumed(
        sum(tokensIn, other.tokensIn),
        sum(tokensCached, other.tokensCached),
        sum(tokensOut, other.tokensOut),
        sum(requests, other.requests));
  }

  /// What a counter grew by since it stood at `before`. One that went down was restarted: all it
  /// shows came since then. Of one never seen before nothing is known but where it stands.
  Consumed growthSince(Optional<Consumed> before) {
    return new Consumed(
        growth(tokensIn, before.flatMap(Consumed::tokensIn)),
        growth(tokensCached, before.flatMap(Consumed::tokensCached)),
        growth(tokensOut, before.flatMap(Consumed::tokensOut)),
        growth(requests, before.flatMap(Consumed::requests)));
  }

  private static Optional<Long> growth(Optional<Long> now, Optional<Long> before) {
    return now.map(value -> before.map(old -> value < old ? value : value - old).orElse(0L));
  }

  private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get() + other.get())
        : one.or(() -> other);
  }
}
