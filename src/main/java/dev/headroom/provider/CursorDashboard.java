package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What Cursor's dashboard is asked with a POST: a person's calls, and the meter of Grok Bot, which
/// Cursor calls Sand. It refuses whoever doesn't name it as the origin.
record CursorDashboard(URI base, Cookie site, Secret cookie, Api api, Instant now) {

  private static final int SIZE = 500;

  /// Adds what there is; not every account has either.
  void addTo(Parts parts) {
    parts.addIfAvailable("Grok Bot", () -> sand().stream().toList());
    parts.addIfAvailable("usage by model", this::events);
  }

  /// An allowance of nothing is none, and a share that is absent is not known.
  private Optional<Quota> sand() {
    var status = send("get-sand-usage-status", "{}", Duration.ZERO);
    if (!status.at("hasNonZeroIncludedLimit").findFlag().orElse(true)) {
      return Optional.empty();
    }
    var quota = Quota.percent("Grok Bot", status.at("usagePercent").amount());
    return Optional.of(
        status
            .at("nextResetTimestampUtc")
            .findInstant()
            .map(reset -> timed(quota, status.at("currentPeriodStart"), reset))
            .orElse(quota));
  }

  private static Quota timed(Quota quota, Json start, Instant reset) {
    var length = start.findInstant().map(from -> Duration.between(from, reset));
    return length
        .filter(Duration::isPositive)
        .map(quota::withWindow)
        .orElse(quota)
        .withResetsAt(reset);
  }

  /// Page by page until all that were announced are there; a page before the last may be short.
  private List<Reading> events() {
    var seen = new AtomicInteger();
    var asked = new AtomicInteger(1);
    var pages =
        Pages.walk(
            cursor -> page(asked.get()),
            page -> {
              var count = page.at("usageEventsDisplay").list().size();
              var all = page.at("totalUsageEventsCount").count();
              return count == 0 || seen.addAndGet(count) >= all
                  ? Optional.empty()
                  : Optional.of(String.valueOf(asked.incrementAndGet()));
            });
    var sums = new CursorEvents();
    pages.forEach(page -> page.at("usageEventsDisplay").list().forEach(sums::add));
    return sums.readings();
  }

  private Json page(int number) {
    var body = new LinkedHashMap<String, Object>();
    body.put("teamId", 0);
    body.putAll(CursorEvents.range(now, String::valueOf));
    body.put("page", number);
    body.put("pageSize", SIZE);
    return send("get-filtered-usage-events", Json.write(body), Duration.ofMinutes(10));
  }

  private Json send(String method, String body, Duration keptFor) {
    var request =
        Request.post(base, "/api/dashboard/" + method)
            .header("Origin", base.getScheme() + "://" + base.getRawAuthority())
            .json(body)
            .keptFor(keptFor);
    return api.send(site.on(request, cookie)).json();
  }
}
