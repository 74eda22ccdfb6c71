package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// Of quotas that would bear one name, the one with the least left.
final class Fullest {

  private Fullest() {}

  /// One quota for each name, in the order in which the names come.
  static List<Quota> byName(Collection<Quota> quotas) {
    var byName = new LinkedHashMap<String, Quota>();
    quotas.forEach(quota -> byName.merge(quota.name(), quota, Fullest::of));
    return List.copyOf(byName.values());
  }

  static Quota of(Quota one, Quota other) {
    return percent(other).compareTo(percent(one)) > 0 ? other : one;
  }

  private static BigDecimal percent(Quota quota) {
    return quota.usedPercent().orElse(BigDecimal.ZERO);
  }
}
