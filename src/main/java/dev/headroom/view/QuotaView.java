package dev.headroom.view;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Status;
import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A quota as it stands now.
///
/// @param reset whether its window has ended since it was read: its numbers are of the past, and
///   nobody has told the new ones yet
public record QuotaView(Quota quota, Status status, boolean reset) {

  /// Tightest first; what tells no share comes last.
  public static final Comparator<QuotaView> TIGHTEST =
      Comparator.comparing((QuotaView view) -> view.status() != Status.EXHAUSTED)
          .thenComparing(QuotaView::share, Comparator.reverseOrder())
          .thenComparing(view -> view.quota().name());

  private static final BigDecimal NONE = BigDecimal.valueOf(-1);

  static QuotaView of(Quota quota, Thresholds thresholds, Instant now) {
    return quota.hasReset(now)
        ? new QuotaView(quota, Status.UNKNOWN, true)
        : new QuotaView(quota, thresholds.status(quota), false);
  }

  /// The used share in percent, over 100 when overshot; empty when it is not known now.
  public Optional<BigDecimal> usedPercent() {
    return reset ? Optional.empty() : quota.usedPercent();
  }

  private BigDecimal share() {
    return usedPercent().orElse(NONE);
  }
}
