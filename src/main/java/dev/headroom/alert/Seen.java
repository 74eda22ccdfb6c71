package dev.headroom.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// How things stood at one reading.
///
/// @param percent the used share, where there is one
/// @param resetsAt when the provider says that the share starts again
public record Seen(
    Instant at, Level level, Optional<BigDecimal> percent, Optional<Instant> resetsAt) {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  public static Seen of(Instant at, Level level) {
    return new Seen(at, level, Optional.empty(), Optional.empty());
  }

  /// Whether the share is at most half of what it was: a reset, or a reading that is wrong.
  boolean fellSharplySince(Seen earlier) {
    return percent.isPresent()
        && earlier.percent.isPresent()
        && percent.get().multiply(TWO).compareTo(earlier.percent.get()) <= 0;
  }

  /// Whether the provider itself says that a new window began since.
  boolean isOfLaterWindowThan(Seen earlier) {
    return earlier.resetsAt.isPresent()
        && (!earlier.resetsAt.get().isAfter(at)
            || (resetsAt.isPresent() && resetsAt.get().isAfter(earlier.resetsAt.get())));
  }

  Seen orWorse(Seen other) {
    if (level.rank() != other.level.rank()) {
      return other.level.isWorseThan(level) ? other : this;
    }
    return other.percent.orElse(BigDecimal.ZERO).compareTo(percent.orElse(BigDecimal.ZERO)) > 0
        ? other
        : this;
  }
}
