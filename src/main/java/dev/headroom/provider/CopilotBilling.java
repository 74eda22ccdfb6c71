package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What GitHub bills for Copilot, and what people did with it.
///
/// Wire format: https://docs.github.com/en/rest/billing/usage
final class CopilotBilling {

  private static final String CREDITS = "ai_credit";
  static final Duration HOUR = Duration.ofHours(1);

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
    billing.addActivity(parts, "/orgs/" + owner, "organization");
    return parts.report();
  }

  static Report ofEnterprise(Access access, Api api, Instant now, String name) {
    var billing = new CopilotBilling(access, api, now);
    var owner = "/enterprises/" + Request.segment(name);
    var parts = new Parts();
    addSeats(parts, () -> CopilotSeats.listed(owner, billing::seats));
    billing.addBilled(parts, owner, "enterprise");
    billing.addActivity(parts, owner, "enterprise");
    return parts.report();
  }

  /// Adds what a person pays; nothing of what an organization pays for them.
  static void addUser(Access access, Api api, Instant now, String name, Parts parts) {
    var billing = new CopilotBilling(access, api, now);
    var owner = "/users/" + Request.segment(name);
    parts
        .readIfAvailable("cost", () -> billing.items(owner, CREDITS, Optional.empty()))
        .map(items -> items.plus(billing.requests(owner, parts)))
        .ifPresent(items -> parts.add(new Spend(billing.month(), items.net())));
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
    credits.ifPresent(items -> {
      parts.add(items.consumed("AI credits", "credits"));
      parts.add(new Spend(month(), items.plus(requests).net()));
      parts.addIfAvailable("cost by day", () -> days(owner));
    });
    if (!requests.isEmpty()) {
      parts.add(requests.consumed("Premium requests", "requests"));
    }
    parts.addIfAvailable(
        "budgets",
        () ->
            new CopilotBudgets(api, budgets(owner), now, scope)
                .read(credits.map(items -> items.plus(requests).net().amount())));
  }

  /// Where reports of it are switched on.
  private void addActivity(Parts parts, String owner, String scope) {
    var reports = new CopilotReports(api, access.uri("reports-url"));
    var latest = request(owner + "/copilot/metrics/reports/" + scope + "-28-day/latest");
    parts.addIfAvailable("activity", () -> reports.read(latest));
  }

  /// Where credits are not told by model, the summary of all products may have their sum.
  private CopilotItems credits(String owner) {
    try {
      return items(owner, CREDITS, Optional.empty());
    } catch (ApiException refusal) {
      var kind = refusal.failure().kind();
      if (kind != Kind.NOT_AVAILABLE && kind != Kind.FORBIDDEN) {
        throw refusal;
      }
      return summaries(owner)
          .flatMap(path -> summary(path).stream())
          .findFirst()
          .orElseThrow(() -> refusal);
    }
  }

  /// An organization's has stood at two addresses.
  private static Stream<String> summaries(String owner) {
    return Stream.of(owner, owner.replaceFirst("^/organizations/", "/orgs/"))
        .distinct()
        .map(path -> path + "/settings/billing/usage/summary");
  }

  private Optional<CopilotItems> summary(String path) {
    try {
      var request = ofMonth(path, Period.utcDay(now));
      return Optional.of(CopilotItems.of(api.send(request).json()).credits());
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  /// The unit of before June 2026, which few are still billed in.
  private CopilotItems requests(String owner, Parts parts) {
    return parts
        .readIfAvailable(
            "premium requests", () -> items(owner, "premium_request", Optional.empty()))
        .orElse(CopilotItems.NONE);
  }

  /// Yesterday too, because the bill comes late.
  private List<Spend> days(String owner) {
    var today = Period.utcDay(now);
    return Stream.of(today.minusDays(1), today)
        .map(day -> new Spend(Period.day(day), items(owner, CREDITS, Optional.of(day)).net()))
        .toList();
  }

  /// The items of a day, or of the running month.
  private CopilotItems items(String owner, String kind, Optional<LocalDate> day) {
    var month =
        ofMonth(owner + "/settings/billing/" + kind + "/usage", day.orElse(Period.utcDay(now)));
    var request = day.map(it -> month.query("day", it.getDayOfMonth())).orElse(month);
    return CopilotItems.of(api.send(request).json());
  }

  private Request ofMonth(String path, LocalDate day) {
    return request(path).query("year", day.getYear()).query("month", day.getMonthValue());
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
