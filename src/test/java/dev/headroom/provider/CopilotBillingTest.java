package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What GitHub bills for Copilot: a person, an organization, an enterprise.
final class CopilotBillingTest {

  private static final Copilot COPILOT = new Copilot();
  private static final Fixtures FIXTURES = Fixtures.of("copilot");
  private static final String USER = "GET /copilot_internal/user";
  private static final String SEATS = "GET /orgs/example-org/copilot/billing";
  private static final String SUMMARY =
      "GET /organizations/example-org/settings/billing/usage/summary";
  private static final Instant RESET = Instant.parse("2026-12-01T00:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Period MONTH = Period.month(YearMonth.of(2026, 11));

  @Test
  void readsWhatAPersonPays() {
    var routes = FixtureApi.instead("copilot", USER, "user_pro.json", 200);
    routes.add(
        new Fixtures.Route(
            "GET /users/danavale/settings/billing/ai_credit/usage",
            Map.of("year", "2026", "month", "11"),
            Optional.empty(),
            FIXTURES.answer("user_ai_credit_usage.json")));
    routes.add(
        new Fixtures.Route(
            "GET /users/danavale/settings/billing/premium_request/usage",
            Map.of("year", "2026", "month", "11"),
            Optional.empty(),
            FIXTURES.answer("org_premium_request_usage.json")));

    var report = FixtureApi.poll(COPILOT, Map.of("user", text("danavale")), routes);

    assertThat(report.spends()).containsExactly(new Spend(MONTH, Money.usd("4.0")));
    assertThat(report.quotas()).hasSize(1);
  }

  @Test
  void readsTheBillOfAnOrganization() {
    var report = organization();

    assertThat(report.gaps()).isEmpty();
    assertThat(report.plan()).contains("Copilot Business");
    assertThat(report.quotas())
        .containsExactly(
            Quota.named("Seats", "seats").withUsed(number("14")).withNote("11 active this cycle"),
            Quota.named("AI credits", "credits")
                .withUsed(number("11320.5"))
                .withMembers(List.of("Claude Sonnet 4.6", "GPT-5.4"))
                .withNote("9620.5 covered by the plan"),
            model("Claude Sonnet 4.6", "8120.5"),
            model("GPT-5.4", "3200"),
            quota("Budget copilot_ai_credits of example-org", "USD", "250", "17.0"),
            Quota.named("Budget copilot_ai_credits of research", "USD")
                .withLimit(number("75.50"))
                .withResetsAt(RESET));
    assertThat(report.spends())
        .containsExactly(
            new Spend(MONTH, Money.usd("17.0")),
            new Spend(Period.day(TODAY.minusDays(1)), Money.usd("1.55")),
            new Spend(Period.day(TODAY), Money.zero("USD")));
  }

  @Test
  void readsTheBillOfAnEnterprise() {
    var report =
        FixtureApi.poll(
            COPILOT,
            Map.of("enterprise", text("example")),
            FIXTURES.routes("routes_enterprise.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.plan()).contains("Copilot Business");
    assertThat(report.quotas())
        .containsExactly(
            Quota.named("Seats", "seats").withUsed(number("1")),
            Quota.named("AI credits", "credits").withUsed(number("0")),
            Quota.named("Premium requests", "requests")
                .withUsed(number("400"))
                .withMembers(List.of("GPT-5"))
                .withNote("300 covered by the plan"));
    assertThat(report.spends()).contains(new Spend(MONTH, Money.usd("4.0")));
  }

  @Test
  void showsTheRestWhenTheCreditsCannotBeRead() {
    var routes =
        FIXTURES.routes("routes_organization.json").stream()
            .map(route ->
                route.request().contains("ai_credit")
                    ? FixtureApi.answering(route, FIXTURES.answer("error_403.json", 403))
                    : route)
            .toList();

    var report = organization(with(SUMMARY, "error_404_no_copilot.json", 404, routes));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("AI credits");
    assertThat(report.gaps().getFirst().failure().kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(report.spends()).isEmpty();
    assertThat(report.quotas()).extracting(Quota::used).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void takesTheSumOfAllProductsWhereCreditsAreNotToldByModel() {
    var routes =
        FIXTURES.routes("routes_organization.json").stream()
            .map(route ->
                route.request().contains("ai_credit")
                    ? FixtureApi.answering(route, FIXTURES.answer("error_403.json", 403))
                    : route)
            .toList();

    var report = organization(with(SUMMARY, "org_usage_summary.json", 200, routes));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .contains(
            Quota.named("AI credits", "credits")
                .withUsed(number("11320.5"))
                .withNote("9620.5 covered by the plan"));
    assertThat(report.spends()).containsExactly(new Spend(MONTH, Money.usd("17.0")));
  }

  @Test
  void countsTheSeatsOfTheListWhereThereIsNoSummaryOfThem() {
    var routes = FIXTURES.routes("routes_organization.json");
    var listed = with(SEATS + "/seats", "org_seats.json", 200, routes);

    var report = organization(with(SEATS, "error_404_no_copilot.json", 404, listed));

    assertThat(report.quotas()).contains(Quota.named("Seats", "seats").withUsed(number("1")));
  }

  @Test
  void takesTheSummaryWhereItStoodBefore() {
    var routes =
        FIXTURES.routes("routes_organization.json").stream()
            .map(route ->
                route.request().contains("ai_credit")
                    ? FixtureApi.answering(route, FIXTURES.answer("error_403.json", 403))
                    : route)
            .toList();
    var older =
        with(
            "GET /orgs/example-org/settings/billing/usage/summary",
            "org_usage_summary.json",
            200,
            routes);

    var report = organization(with(SUMMARY, "error_404_no_copilot.json", 404, older));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).containsExactly(new Spend(MONTH, Money.usd("17.0")));
  }

  @Test
  void readsBudgetsOfOnePage() {
    var budgets = "GET /organizations/example-org/settings/billing/budgets";
    var routes = FIXTURES.routes("routes_organization.json");

    assertThat(organization(with(budgets, "org_budgets.json", 200, routes)).quotas())
        .filteredOn(quota -> quota.name().startsWith("Budget"))
        .containsExactly(quota("Budget copilot_ai_credits of example-org", "USD", "250", "17.0"));
  }

  @Test
  void asksAsGitHubWantsItAndOnceAnHour() {
    var access = FIXTURES.access(COPILOT.profile(), Map.of("organization", text("example-org")));
    var api =
        new FixtureApi(
            COPILOT, access, FIXTURES.now(), FIXTURES.routes("routes_organization.json"));
    COPILOT.poll(access, api, FIXTURES.now());

    assertThat(api.sent())
        .hasSize(8)
        .allSatisfy(request -> {
          assertThat(request.keptFor()).isEqualTo(Duration.ofHours(1));
          assertThat(request.headers())
              .containsExactly(
                  new Request.Field("Accept", "application/vnd.github+json"),
                  new Request.Field("X-GitHub-Api-Version", "2022-11-28"));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden(
                      "Authorization", "Bearer ", new Secret("hush-copilot-key-4711")));
        });
  }

  private static Quota model(String name, String used) {
    return Quota.named("AI credits: " + name, "credits")
        .withUsed(number(used))
        .withMembers(List.of(name));
  }

  private static List<Fixtures.Route> with(
      String request, String file, int status, List<Fixtures.Route> routes) {
    var all = new ArrayList<Fixtures.Route>();
    all.add(new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status)));
    all.addAll(routes);
    return all;
  }

  private static Report organization() {
    return organization(FIXTURES.routes("routes_organization.json"));
  }

  private static Report organization(List<Fixtures.Route> routes) {
    return FixtureApi.poll(COPILOT, Map.of("organization", text("example-org")), routes);
  }

  private static Quota quota(String name, String unit, String limit, String used) {
    return Quota.named(name, unit)
        .withLimit(number(limit))
        .withUsed(number(used))
        .withResetsAt(RESET);
  }

  private static Access.Value text(String value) {
    return new Access.Value.Text(value);
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
