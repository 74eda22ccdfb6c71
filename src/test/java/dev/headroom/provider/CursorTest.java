package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {

  private static final Cursor CURSOR = new Cursor();
  private static final Fixtures FIXTURES = Fixtures.of("cursor");
  private static final Instant RESET = Instant.parse("2026-12-04T00:00:00Z");
  private static final Instant TEAM_RESET = Instant.parse("2026-12-04T12:00:00Z");
  private static final Period CYCLE =
      new Period(LocalDate.of(2026, 11, 4), LocalDate.of(2026, 12, 4));
  private static final String SUMMARY = "GET /api/usage-summary";
  private static final Access.Value KEY = new Access.Value.Hidden(new Secret("key_hush4711"));

  @Test
  void readsAPersonsPlan() {
    var report = FixtureApi.poll(CURSOR);

    assertThat(report.plan()).contains("Pro");
    assertThat(report.readings())
        .containsExactly(
            usd("Included usage", "13.40", "20.00").withStatedPercent(number("51.8")),
            Quota.percent("Auto", number("18.4")).withResetsAt(RESET),
            Quota.percent("API", number("67.0")).withResetsAt(RESET),
            usd("On-demand", "4.20", "50.00"),
            new Spend(CYCLE, Money.usd("4.20")),
            Quota.percent("Grok Bot", number("36.5"))
                .withWindow(Duration.ofDays(7))
                .withResetsAt(Instant.parse("2026-11-23T12:00:00Z")),
            usage("composer-2", 69200, 61000, 940));
  }

  @Test
  void readsThePoolOfAnEnterprise() {
    var report = summary("usage_summary_enterprise.json");

    assertThat(report.plan()).contains("Enterprise");
    assertThat(report.readings())
        .contains(usd("Usage", "73.84", "100.00"), usd("Team pool", "412.50", "1000.00"));
  }

  @Test
  void readsWhatIsThereOfAnOddAnswer() {
    var report = summary("usage_summary_odd.json");

    assertThat(report.plan()).contains("Pro+");
    assertThat(report.readings())
        .contains(
            Quota.percent("Included usage", number("104.5")),
            Quota.percent("API", number("112")),
            Quota.named("On-demand", "USD").withUsed(number("999999999.995")));
  }

  @Test
  void readsTheRequestsOfAnOlderPlan() {
    var routes = FixtureApi.instead("cursor", "GET /api/usage", "usage_legacy_requests.json", 200);

    assertThat(FixtureApi.poll(CURSOR, Map.of(), routes).quotas())
        .contains(
            Quota.named("Requests", "requests")
                .withLimit(number("500"))
                .withUsed(number("212"))
                .withResetsAt(RESET));
  }

  @Test
  void asksWithTheCookieAloneAndFollowsNothing() {
    var whole = new Secret("a=1; WorkosCursorSessionToken=user_01SYNTH::hush; b=2");
    var access =
        FIXTURES.access(CURSOR.profile(), Map.of("cookie", new Access.Value.Hidden(whole)));
    var api = new FixtureApi(CURSOR, access, Fixtures.NOW, FIXTURES.routes());

    CURSOR.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .hasSize(4)
        .allSatisfy(request -> {
          assertThat(request.redirects()).isFalse();
          assertThat(request.credentials())
              .containsExactly(new Request.Hidden("Cookie", "", whole));
        });
  }

  @Test
  void takesARedirectForASessionThatHasEnded() {
    var thrown =
        catchThrowableOfType(ApiException.class, () -> summary("login_redirect.html", 307));

    assertThat(thrown)
        .hasMessage(
            "AUTH: the session has ended; sign in again (307); sign in at cursor.com and copy the"
                + " cookie, or renew the key");
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void takesNotAuthenticatedForASessionThatHasEnded(int status) {
    var thrown = catchThrowableOfType(ApiException.class, () -> summary("error_401.json", status));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.AUTH);
  }

  @Test
  void needsACookieOrAKey() {
    var access = new Access("some", CURSOR.profile(), Map.of());
    var api = new FixtureApi(CURSOR, access, Fixtures.NOW, List.of());

    assertThat(
            catchThrowableOfType(ApiException.class, () -> CURSOR.poll(access, api, Fixtures.NOW)))
        .hasMessage("AUTH: neither a cookie nor a key is configured");
  }

  @Test
  void readsTheSpendAndTheCallsOfATeam() {
    var report = team(FIXTURES.routes("routes_team.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.readings())
        .containsExactly(
            member("Dana Vale", "12.5075", "100"),
            member("Ori Lund", "0.00", "50"),
            Quota.named("Team usage", "USD").withUsed(number("41.1675")).withResetsAt(TEAM_RESET),
            new Spend(CYCLE, Money.usd("12.5075")),
            usage("claude-4.6-sonnet", 97330, 88210, 1533),
            usage("composer-2", 24131, 20110, 610),
            usage("gpt-5.4", 15002, 0, 3120),
            new Spend(Period.day(LocalDate.of(2026, 11, 21)), Money.usd("0.3647")));
  }

  @Test
  void readsAllPagesAndTellsMembersOfOneNameApart() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(FIXTURES.routes("routes_team.json").getFirst());
    routes.add(page("spend", 1, "admin_spend_page1.json"));
    routes.add(page("spend", 2, "admin_spend_page2.json"));
    routes.add(page("filtered-usage-events", 1, "admin_events_odd.json"));

    var report = team(routes);

    assertThat(report.quotas())
        .containsExactly(
            member("Sam Roe", "0.105", "20"),
            member("Sam Roe 3", "0.00", "20.00"),
            Quota.named("On-demand: member", "USD")
                .withUsed(number("0.01"))
                .withResetsAt(TEAM_RESET));
    assertThat(report.spends())
        .containsExactly(
            new Spend(CYCLE, Money.usd("0.165")),
            new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("0.025")));
    assertThat(report.usages())
        .extracting(Usage::day, Usage::tokensIn, Usage::requests)
        .containsExactly(
            tuple(LocalDate.of(2026, 11, 20), Optional.empty(), Optional.of(1L)),
            tuple(LocalDate.of(2026, 11, 21), Optional.empty(), Optional.of(1L)));
  }

  @Test
  void listsNoOneWhoHasLeftAndEveryoneWhereThatIsNotTold() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(page("spend", 1, "admin_spend_gone.json"));
    routes.addAll(FIXTURES.routes("routes_team.json"));
    assertThat(team(routes).quotas())
        .extracting(Quota::name)
        .containsExactly("On-demand: Dana Vale", "Team usage");
    assertThat(team(routes).spends()).contains(new Spend(CYCLE, Money.usd("7.50")));

    routes.set(
        1, FixtureApi.answering(routes.get(1), FIXTURES.answer("admin_error_403.json", 403)));
    assertThat(team(routes).gaps()).isEmpty();
    assertThat(team(routes).quotas()).extracting(Quota::name).contains("On-demand: Pat Gone");
  }

  @Test
  void showsTheCallsWhenTheSpendIsNotAllowed() {
    var routes = new ArrayList<>(FIXTURES.routes("routes_team.json"));
    routes.set(
        1, FixtureApi.answering(routes.get(1), FIXTURES.answer("admin_error_403.json", 403)));

    var report = team(routes);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("spend");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo(
            "the credential is not allowed to do this (403): This API is available on the"
                + " Enterprise plan; the Admin API may need another plan, or a team admin's key");
    assertThat(report.usages()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH, 'the credential was refused (401): Invalid API key; sign in at cursor.com and copy the cookie, or renew the key'",
    "429, RATE_LIMITED, 'asked too often (429): Rate limit exceeded'"
  })
  void saysWhatIsWrongWithATeamsKey(int status, Kind kind, String reason) {
    var answer = FIXTURES.answer("admin_error_" + status + ".json", status);
    var routes =
        FIXTURES.routes("routes_team.json").stream()
            .map(route -> FixtureApi.answering(route, answer))
            .toList();
    var thrown = catchThrowableOfType(ApiException.class, () -> team(routes));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"membershipType\":\"pro\"}",
        "{\"individualUsage\":{\"plan\":{\"enabled\":true}}}",
        "{\"individualUsage\":{\"overall\":{\"used\":null}}}",
        "{\"individualUsage\":{\"plan\":{\"used\":-5}}}"
      })
  void refusesAShapeItDoesNotKnow(String body) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.pollChanged(CURSOR, any -> new Answer(200, Map.of(), body)));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(thrown.failure().reason()).startsWith("$.individualUsage");
  }

  private static Report summary(String file) {
    return summary(file, 200);
  }

  private static Report summary(String file, int status) {
    return FixtureApi.poll(CURSOR, Map.of(), FixtureApi.instead("cursor", SUMMARY, file, status));
  }

  private static Report team(List<Fixtures.Route> routes) {
    return FixtureApi.poll(CURSOR, Map.of("key", KEY), routes);
  }

  private static Fixtures.Route page(String what, int page, String file) {
    return new Fixtures.Route(
        "POST https://api.cursor.com/teams/" + what,
        Map.of(),
        Optional.of("\"page\":" + page + ","),
        FIXTURES.answer(file));
  }

  private static Quota usd(String name, String used, String limit) {
    return Quota.named(name, "USD")
        .withUsed(number(used))
        .withLimit(number(limit))
        .withResetsAt(RESET);
  }

  private static Quota member(String name, String used, String limit) {
    return usd("On-demand: " + name, used, limit).withResetsAt(TEAM_RESET);
  }

  private static Usage usage(String model, long in, long cached, long out) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, 21),
        Optional.of(model),
        Optional.of(in),
        Optional.of(cached),
        Optional.of(out),
        Optional.of(1L));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
