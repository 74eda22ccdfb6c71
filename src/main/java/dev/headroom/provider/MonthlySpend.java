package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.time.Instant;
import java.util.Optional;

/// The quota of vendors that cap the spend of a calendar month in UTC.
public final class MonthlySpend {

  private MonthlySpend() {}

  /// `Monthly spend`: what `spend` has of the month so far, where it is known, of `limit`.
  public static Quota quota(Optional<DailySpend> spend, Money limit, Instant now) {
    var quota =
        Quota.named("Monthly spend", limit.currency())
            .withLimit(limit.amount())
            .withResetsAt(DailySpend.monthEnd(now));
    return spend
        .flatMap(days -> days.monthToDate(now, limit.currency()))
        .map(used -> quota.withUsed(used.amount()))
        .orElse(quota);
  }
}
