package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What Claude Code has cost today, in all and for those who used it most. The vendor estimates it,
/// also for those whose subscription pays: it is no spend. A user has a row for each terminal.
final class AnthropicClaudeCode {

  private static final String USD = "USD";
  private static final int MOST_USERS = 20;

  private final Access access;
  private final Api api;
  private final Instant now;

  AnthropicClaudeCode(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  /// Nothing on a day that nobody has used it.
  List<Quota> read() {
    var users = new TreeMap<String, BigDecimal>();
    for (var page : Pages.read(api, request(), "page", Pages.hasMore("next_page"))) {
      page.at("data").list().forEach(row -> users.merge(who(row), cents(row), BigDecimal::add));
    }
    var quotas = new ArrayList<Quota>();
    users.values().stream()
        .reduce(BigDecimal::add)
        .ifPresent(total -> quotas.add(quota("Claude Code today", total)));
    users.entrySet().stream()
        .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
        .limit(MOST_USERS)
        .forEach(user -> quotas.add(quota("Claude Code today: " + user.getKey(), user.getValue())));
    return quotas;
  }

  private Request request() {
    return Anthropic.organization(access, "usage_report/claude_code")
        .query("starting_at", Period.utcDay(now))
        .query("limit", 1000)
        .keptFor(Duration.ofHours(1));
  }

  private static String who(Json row) {
    var actor = row.at("actor");
    return actor.at("email_address").findName().orElseGet(() -> actor.at("api_key_name").name());
  }

  private static BigDecimal cents(Json row) {
    var sum = BigDecimal.ZERO;
    for (var model : row.at("model_breakdown").list()) {
      var cost = model.at("estimated_cost");
      if (!cost.at("currency").name().equalsIgnoreCase(USD)) {
        throw cost.at("currency").mismatch(USD);
      }
      sum = sum.add(cost.at("amount").amount());
    }
    return sum;
  }

  private Quota quota(String name, BigDecimal cents) {
    return Today.count(name, USD, cents.movePointLeft(2), now).withNote("estimate");
  }
}
