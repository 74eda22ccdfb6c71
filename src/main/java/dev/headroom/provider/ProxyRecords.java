package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Period;
import dev.headroom.usage.Usage;
import dev.headroom.usage.Usage.Tally;
import java.util.List;
import java.util.Optional;

/// What a proxy's queue tells of single requests. Each comes once only, for reading it takes it
/// away: what can't be read of them is a gap, and the rest counts.
final class ProxyRecords {

  private final DailyUsage sums = new DailyUsage();
  private int taken;
  private int unread;
  private Optional<Failure> first = Optional.empty();

  void add(Json entry) {
    taken++;
    try {
      sums.add(usage(entry));
    } catch (ApiException e) {
      unread++;
      first = first.or(() -> Optional.of(e.failure()));
    }
  }

  /// Adds one that comes by itself, as text.
  void add(String text) {
    add(Json.parsed("$[" + taken + "]", text));
  }

  boolean isEmpty() {
    return taken == 0;
  }

  /// The sums, and in `parts` what is missing in them.
  List<Usage> told(Parts parts) {
    var lost = "usage of " + unread + " requests";
    first.ifPresent(failure -> parts.gap(new Gap(lost, failure)));
    return sums.readings();
  }

  /// Claude's input comes without what was cached, everyone else's with it.
  private static Usage usage(Json entry) {
    var counts = ProxyUsage.Counts.of(entry.at("tokens"));
    var apart = entry.at("provider").findName().filter("claude"::equals).isPresent();
    return ProxyUsage.usage(
        Period.utcDay(entry.at("timestamp").instant()),
        entry.at("model").findName(),
        apart ? counts.withCachedInside() : counts,
        Optional.of(1L),
        Tally.SINCE_LAST_POLL);
  }
}
