package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The days of a LiteLLM proxy: those of the key's user, of its team or organization, or what
/// everyone has spent.
final class LiteLlmDays {

  private static final String PART = "usage by day";
  private static final int DAYS = 30;

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Optional<Json> key;

  /// @param key what the proxy tells of the key, where it does
  LiteLlmDays(Access access, Api api, Instant now, Optional<Json> key) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.key = key;
  }

  /// Adds them. That a key may not read its user's is no gap: nobody asked for them.
  void read(Parts parts) {
    switch (access.text("scope")) {
      case "team" -> parts.add(PART, () -> activity("team"));
      case "organization" -> parts.add(PART, () -> activity("organization"));
      case "everyone" -> parts.add(PART, this::report);
      default -> parts.addIfAvailable(PART, () -> activity("user"));
    }
  }

  /// Without an id the proxy takes whatever the key may see.
  private List<Reading> activity(String whose) {
    var request = days("/" + whose + "/daily/activity").query("page_size", "1000");
    var filtered =
        key.filter(info -> !whose.equals("user"))
            .flatMap(info -> info.at(whose + "_id").findName())
            .map(id -> request.query(whose + "_ids", id))
            .orElse(request);
    return new LiteLlmActivity(
            page -> api.send(filtered.query("page", page.orElse("1"))).json(), now)
        .read();
  }

  /// A feature of LiteLLM Enterprise, for admins. Its tokens are one sum of in and out.
  private List<Reading> report() {
    var spend = new DailySpend();
    for (var row : api.send(days("/global/spend/report").query("group_by", "team")).json().list()) {
      var day = row.at("group_by_day").date();
      for (var team : row.at("teams").list()) {
        spend.add(day, new Money(team.at("total_spend").decimal(), "USD"));
      }
    }
    return List.copyOf(spend.readings(now));
  }

  private Request days(String path) {
    var today = Period.utcDay(now);
    return LiteLlm.get(access, path)
        .query("start_date", today.minusDays(DAYS))
        .query("end_date", today)
        .keptFor(Duration.ofMinutes(15));
  }
}
