package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What GitHub bills for Copilot. Of an item `gross` is what was consumed, `discount` what the
/// included allowance covers, and `net` what is charged, in dollars.
///
/// Wire format: https://docs.github.com/en/rest/billing/usage
final class CopilotBilling {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Access access;
  private final Api api;
  private final Instant now;

  private CopilotBilling(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  static Report ofOrganization(Access access, Api api, Instant now, String name) {
    var billing = new CopilotBilling(access, api, now);
    var parts = new Parts();
    parts
        .readIfAvailable("seats", () -> billing.seats("/orgs/" + Request.segment(name)))
        .ifPresent(seats -> {
          parts.add(seats.quota());
          seats.plan().ifPresent(parts::plan);
        });
    billing.addBilled(parts, "/organizations/" + Request.segment(name), "organization");
    return parts.report();
  }

  static Report ofEnterprise(Access access, Api api, Instant now, String name) {
    var parts = new Parts();
    new CopilotBilling(access, api, now)
        .addBilled(parts, "/enterprises/" + Request.segment(name), "enterprise");
    return parts.report();
  }

  /// What a person pays; nothing of what an organization pays for them. What a person pays; nothing
  /// of what an organization pays for them.
  static List<Spend> ofUser(Access access, Api api, Instant now, String name) {
    var billing = new CopilotBilling(access, api, now);
    var items = billing.items("/users/" + Request.segment(name), "ai_credit", Optional.empty());
    return List.of(new Spend(billing.month(), net(items)));
  }

  private record Seats(Quota quota, Optional<String> plan) {}

  /// Seats are bought as needed: their number is no limit.
  private Seats seats(String owner) {
    var answer = send(request(owner + "/copilot/billing"));
    var seats = answer.at("seat_breakdown");
    var quota =
        Quota.named("Seats", "seats")
            .withUsed(seats.at("total").amount())
            .withNote(seats.at("active_this_cycle").count() + " active this cycle");
    return new Seats(quota, answer.at("plan_type").findName().map(CopilotQuota::title));
  }

  private void addBilled(Parts parts, String owner, String scope) {
    var credits = parts.read("AI credits", () -> items(owner, "ai_credit", Optional.empty()));
    var requests =
        parts
            .readIfAvailable(
                "premium requests", () -> items(owner, "premium_request", Optional.empty()))
            .orElse(List.of());
    var all = new ArrayList<>(credits.orElse(List.of()));
    all.addAll(requests);
    credits.ifPresent(items -> {
      parts.add(consumed("AI credits", "credits", items));
      parts.add(new Spend(month(), net(all)));
      parts.add("cost by day", () -> days(owner));
    });
    if (!requests.isEmpty()) {
      parts.add(consumed("Premium requests", "requests", requests));
    }
    parts.addIfAvailable(
        "budgets", () -> budgets(owner, scope, credits.map(items -> net(all).amount())));
  }

  /// Yesterday too, because the bill comes late.
  private List<Spend> days(String owner) {
    var today = Period.utcDay(now);
    return Stream.of(today.minusDays(1), today)
        .map(day -> new Spend(Period.day(day), net(items(owner, "ai_credit", Optional.of(day)))))
        .toList();
  }

  private static Quota consumed(String name, String unit, List<Json> items) {
    var gross =
        items.stream()
            .map(item -> item.at("grossQuantity").decimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var models =
        items.stream().flatMap(item -> item.at("model").findName().stream()).distinct().toList();
    return Quota.named(name, unit).withUsed(gross).withMembers(models);
  }

  /// No item at all is GitHub's way to say that nothing was charged.
  private static Money net(List<Json> items) {
    return items.stream()
        .map(item -> new Money(item.at("netAmount").decimal(), "USD"))
        .reduce(Money.zero("USD"), Money::plus);
  }

  /// The items of a day, or of the running month.
  private List<Json> items(String owner, String kind, Optional<LocalDate> day) {
    var date = day.orElse(Period.utcDay(now));
    var month =
        request(owner + "/settings/billing/" + kind + "/usage")
            .query("year", date.getYear())
            .query("month", date.getMonthValue());
    var request = day.map(it -> month.query("day", it.getDayOfMonth())).orElse(month);
    return send(request).at("usageItems").list().stream()
        .filter(item -> item.at("product").name().equalsIgnoreCase("copilot"))
        .toList();
  }

  /// A budget of nothing only says that nothing beyond the allowance is bought. The month's charges
  /// count against a budget of the whole owner; those of its parts are not told apart.
  private List<Quota> budgets(String owner, String scope, Optional<BigDecimal> charged) {
    var request = request(owner + "/settings/billing/budgets").query("per_page", 100);
    var budgets = new LinkedHashMap<String, Quota>();
    for (var page : pages(request)) {
      for (var budget : page.at("budgets").list()) {
        var limit = budget.at("budget_amount").amount();
        var sku = sku(budget);
        if (limit.signum() > 0 && sku.contains("copilot")) {
          var quota = budget(budget, sku, limit);
          var whole = budget.at("budget_scope").name().equalsIgnoreCase(scope);
          var known = whole ? charged.map(quota::withUsed).orElse(quota) : quota;
          budgets.putIfAbsent(quota.name(), known);
        }
      }
    }
    return List.copyOf(budgets.values());
  }

  private Quota budget(Json budget, String sku, BigDecimal limit) {
    var entity = budget.at("budget_entity_name").findName().map(name -> " of " + name).orElse("");
    return Quota.named("Budget " + sku + entity, "USD")
        .withLimit(limit)
        .withResetsAt(DailySpend.monthEnd(now));
  }

  private static String sku(Json budget) {
    return budget.at("budget_product_sku").findName().orElse("").toLowerCase(Locale.ROOT);
  }

  private List<Json> pages(Request first) {
    var count = new AtomicInteger(1);
    return Pages.read(
        api,
        first,
        "page",
        page ->
            page.at("has_next_page").findFlag().orElse(false)
                ? Optional.of(String.valueOf(count.incrementAndGet()))
                : Optional.empty());
  }

  private Period month() {
    return Period.month(YearMonth.from(Period.utcDay(now)));
  }

  private Request request(String path) {
    return Request.get(access.uri("base-url"), path)
        .bearer(Copilot.billingKey(access))
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .keptFor(HOUR);
  }

  private Json send(Request request) {
    return api.send(request).json();
  }
}
