package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What GitHub bills for Copilot. Of an item `gross` is what was consumed, `discount` what the
/// included allowance covers, and `net` what is charged, in dollars.
///
/// Wire format: https://docs.github.com/en/rest/billing/usage
final class CopilotBilling {

  private static final String CREDITS = "ai_credit";
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
    var owner = Request.segment(name);
    var parts = new Parts();
    addSeats(parts, () -> CopilotSeats.ofOrganization("/orgs/" + owner, billing::seats));
    billing.addBilled(parts, "/organizations/" + owner, "organization");
    return parts.report();
  }

  static Report ofEnterprise(Access access, Api api, Instant now, String name) {
    var billing = new CopilotBilling(access, api, now);
    var owner = "/enterprises/" + Request.segment(name);
    var parts = new Parts();
    addSeats(parts, () -> CopilotSeats.listed(owner, billing::seats));
    billing.addBilled(parts, owner, "enterprise");
    return parts.report();
  }

  /// Adds what a person pays; nothing of what an organization pays for them.
  static void addUser(Access access, Api api, Instant now, String name, Parts parts) {
    var billing = new CopilotBilling(access, api, now);
    var owner = "/users/" + Request.segment(name);
    parts
        .readIfAvailable("cost", () -> billing.items(owner, CREDITS, Optional.empty()))
        .map(items -> Stream.concat(items.stream(), billing.requests(owner, parts).stream()))
        .ifPresent(items -> parts.add(new Spend(billing.month(), net(items.toList()))));
  }

  private static void addSeats(Parts parts, Supplier<CopilotSeats> source) {
    parts
        .readIfAvailable("seats", source)
        .ifPresent(seats -> {
          parts.add(seats.quota());
          seats.plan().ifPresent(parts::plan);
        });
  }

  private void addBilled(Parts parts, String owner, String scope) {
    var credits = parts.read("AI credits", () -> credits(owner));
    var requests = requests(owner, parts);
    var all = new ArrayList<>(credits.orElse(List.of()));
    all.addAll(requests);
    credits.ifPresent(items -> {
      parts.add(consumed("AI credits", "credits", items));
      parts.add(new Spend(month(), net(all)));
      parts.addIfAvailable("cost by day", () -> days(owner));
    });
    if (!requests.isEmpty()) {
      parts.add(consumed("Premium requests", "requests", requests));
    }
    parts.addIfAvailable(
        "budgets",
        () ->
            new CopilotBudgets(api, budgets(owner), now, scope)
                .read(credits.map(items -> net(all).amount())));
  }

  /// Where credits are not told by model, the summary of all products may have their sum.
  private List<Json> credits(String owner) {
    try {
      return items(owner, CREDITS, Optional.empty());
    } catch (ApiException refusal) {
      var kind = refusal.failure().kind();
      if (kind != Kind.NOT_AVAILABLE && kind != Kind.FORBIDDEN) {
        throw refusal;
      }
      return summary(owner).orElseThrow(() -> refusal);
    }
  }

  private Optional<List<Json>> summary(String owner) {
    try {
      var items = items(ofMonth(owner + "/settings/billing/usage/summary", Period.utcDay(now)));
      return Optional.of(items.stream().filter(item -> isCredits(item.at("sku").name())).toList());
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  private static boolean isCredits(String sku) {
    return sku.toLowerCase(Locale.ROOT).contains("credit");
  }

  /// The unit of before June 2026, which few are still billed in.
  private List<Json> requests(String owner, Parts parts) {
    return parts
        .readIfAvailable(
            "premium requests", () -> items(owner, "premium_request", Optional.empty()))
        .orElse(List.of());
  }

  /// Yesterday too, because the bill comes late.
  private List<Spend> days(String owner) {
    var today = Period.utcDay(now);
    return Stream.of(today.minusDays(1), today)
        .map(day -> new Spend(Period.day(day), net(items(owner, CREDITS, Optional.of(day)))))
        .toList();
  }

  private static Quota consumed(String name, String unit, List<Json> items) {
    var gross =
        items.stream()
            .map(item -> item.at("grossQuantity").decimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var models =
        items.stream().flatMap(item -> item.at("model").findName().stream()).distinct().toList();
    var quota = Quota.named(name, unit).withUsed(gross).withMembers(models);
    var covered =
        items.stream()
            .flatMap(item -> item.at("discountQuantity").findDecimal().stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return covered.signum() > 0
        ? quota.withNote(covered.stripTrailingZeros().toPlainString() + " covered by the plan")
        : quota;
  }

  /// No item at all is GitHub's way to say that nothing was charged.
  private static Money net(List<Json> items) {
    return items.stream()
        .map(item -> new Money(item.at("netAmount").decimal(), "USD"))
        .reduce(Money.zero("USD"), Money::plus);
  }

  /// The items of a day, or of the running month.
  private List<Json> items(String owner, String kind, Optional<LocalDate> day) {
    var month =
        ofMonth(owner + "/settings/billing/" + kind + "/usage", day.orElse(Period.utcDay(now)));
    return items(day.map(it -> month.query("day", it.getDayOfMonth())).orElse(month));
  }

  private Request ofMonth(String path, LocalDate day) {
    return request(path).query("year", day.getYear()).query("month", day.getMonthValue());
  }

  private List<Json> items(Request request) {
    return api.send(request).json().at("usageItems").list().stream()
        .filter(item -> item.at("product").name().equalsIgnoreCase("copilot"))
        .toList();
  }

  private Request budgets(String owner) {
    return request(owner + "/settings/billing/budgets").query("per_page", 100);
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

  private Json seats(String path) {
    return api.send(request(path).query("per_page", 1)).json();
  }
}
