package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/// Counts of the running UTC day that nothing limits, in units other than tokens and requests.
final class Today {

  private Today() {}

  /// `Images today`: what the day of `now` has so far, until it is over.
  static Quota count(String name, String unit, BigDecimal used, Instant now) {
    var end = Period.utcDay(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Quota.named(name, unit).withUsed(used).withResetsAt(end);
  }
}
