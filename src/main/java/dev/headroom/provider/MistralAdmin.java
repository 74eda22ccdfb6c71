package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Mistral's admin API tells of an organization. Amounts are whole units of the billing
/// currency, not cents. The spend limit's own total is the month's money.
final class MistralAdmin {

  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Optional<String> workspace;
  private final String zone;
  private boolean bearer;

  MistralAdmin(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.workspace = access.findText(Mistral.WORKSPACE);
    this.zone = access.text(Mistral.ZONE);
  }

  Report read() {
    var parts = new Parts();
    parts.add("spend", this::spend);
    parts.add("tokens by model", () -> MistralTokens.read(month()));
    parts.add("cost by day", this::costs);
    parts.add("rate limits", this::rateLimits);
    return parts.report();
  }

  /// Of a part, its days are all there is to know of the month.
  private List<Spend> costs() {
    var days = MistralCost.read(month());
    return isOfAll() ? days.days() : days.readings(now);
  }

  private boolean isOfAll() {
    return workspace.isEmpty() && zone.equals(Mistral.EVERYWHERE);
  }

  private List<Reading> spend() {
    var limits = send(get("/spend-limit")).at("limits");
    var currency = limits.at("currency").name();
    var completion = limits.at("completion");
    var used = completion.at("total_usage").amount();
    var readings = new ArrayList<Reading>();
    if (isOfAll()) {
      readings.add(
          new Spend(Period.month(YearMonth.from(Period.utcDay(now))), new Money(used, currency)));
    }
    if (!completion.at("no_monthly_limit").findFlag().orElse(false)) {
      completion
          .at("usage_limit")
          .findAmount()
          .map(limit -> MonthlySpend.quota(Optional.empty(), new Money(limit, currency), now))
          .map(quota -> marked(quota.withUsed(used), limits))
          .ifPresent(readings::add);
    }
    return readings;
  }

  private Quota marked(Quota quota, Json limits) {
    var reached = limits.at("completion").at("monthly_limit_reached").findFlag().orElse(false);
    var unpaid = limits.at("last_payment_failure").findFlag().orElse(false);
    var noted = isOfAll() ? quota : quota.withNote("of the whole organization");
    var marked = reached ? noted.withBlocked() : noted;
    return unpaid ? marked.withNote("the last payment failed") : marked;
  }

  private List<Quota> rateLimits() {
    var answer = send(get("/rate-limit").keptFor(HALF_HOUR));
    var quotas = new ArrayList<Quota>();
    answer
        .at("requests_per_second")
        .findAmount()
        .map(most -> Quota.named("Requests/s", "requests").withLimit(most))
        .map(quota -> quota.withWindow(Duration.ofSeconds(1)))
        .ifPresent(quotas::add);
    answer
        .at("tokens_limits_by_model")
        .fields()
        .forEach((model, limits) -> {
          limit(model, "tokens/min", limits.at("tokens_per_minute"))
              .map(quota -> quota.withWindow(Duration.ofMinutes(1)))
              .ifPresent(quotas::add);
          limit(model, "tokens/month", limits.at("tokens_per_month"))
              .map(quota -> quota.withResetsAt(DailySpend.monthEnd(now)))
              .ifPresent(quotas::add);
        });
    if (quotas.isEmpty()) {
      throw answer.mismatch("limits");
    }
    return quotas;
  }

  private static Optional<Quota> limit(String model, String what, Json value) {
    return value
        .findAmount()
        .map(most ->
            Quota.named(model + ": " + what, "tokens").withLimit(most).withMembers(List.of(model)));
  }

  private Json month() {
    var month = YearMonth.from(Period.utcDay(now));
    var all = get("/usage").query("month", month.getMonthValue()).query("year", month.getYear());
    var own = workspace.map(id -> all.query("workspace_id", id)).orElse(all);
    var zoned = zone.equals(Mistral.EVERYWHERE) ? own : own.query("api_zone", zone);
    return send(zoned.keptFor(HALF_HOUR));
  }

  /// The docs send `x-api-key`, the vendor's OpenAPI a bearer: what the first request finds out
  /// holds for the rest.
  private Json send(Request request) {
    var key = access.secret("key");
    if (bearer) {
      return api.send(request.bearer(key)).json();
    }
    try {
      return api.send(request.credential("x-api-key", "", key)).json();
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.AUTH) {
        throw e;
      }
      bearer = true;
      return api.send(request.bearer(key)).json();
    }
  }

  private Request get(String path) {
    return Request.get(access.uri("admin-url"), path);
  }
}
