package dev.headroom.usage;

import java.math.BigDecimal;

/// From which used share, in percent, a quota is a warning and from which critical.
public record Thresholds(BigDecimal warning, BigDecimal critical) {

  private static final BigDecimal FULL = BigDecimal.valueOf(100);

  public static final Thresholds DEFAULT =
      new Thresholds(BigDecimal.valueOf(70), BigDecimal.valueOf(90));

  public Thresholds {
    if (warning.signum() <= 0 || warning.compareTo(critical) > 0 || critical.compareTo(FULL) > 0) {
      throw new IllegalArgumentException(
          "thresholds: must hold 0 < warning <= critical <= 100, was warning %s, critical %s"
              .formatted(warning, critical));
    }
  }

  /// How `quota` stands; [Status#UNKNOWN] where its provider does not tell how much is used.
  public Status status(Quota quota) {
    if (quota.blocked()) {
      return Status.EXHAUSTED;
    }
    return quota.usedPercent().map(this::status).orElse(Status.UNKNOWN);
  }

  private Status status(BigDecimal percent) {
    if (percent.compareTo(FULL) >= 0) {
      return Status.EXHAUSTED;
    }
    if (percent.compareTo(critical) >= 0) {
      return Status.CRITICAL;
    }
    return percent.compareTo(warning) >= 0 ? Status.WARNING : Status.OK;
  }
}
