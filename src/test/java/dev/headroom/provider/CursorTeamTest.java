package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
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

/// What Cursor's Admin API tells of a team.
final class CursorTeamTest {

  private static final Cursor CURSOR = new Cursor();
  private static final Fixtures FIXTURES = Fixtures.of("cursor");
  private static final Instant RESET = Instant.parse("2026-12-04T12:00:00Z");
  private static final Period CYCLE =
      new Period(LocalDate.of(2026, 11, 4), LocalDate.of(2026, 12, 4));
  private static final Access.Value KEY = new Access.Value.Hidden(new Secret("key_hush4711"));

  @Test
  void readsTheSpendAndTheCallsOfATeam() {
    var report = team(FIXTURES.routes("routes_team.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.readings())
        .containsExactly(
            member("Dana Vale", "12.5075", "100").withNote("32.51 USD with what is included"),
            member("Ori Lund", "0.00", "50").withNote("8.66 USD with what is included"),
            Quota.named("Team usage", "USD").withUsed(number("41.1675")).withResetsAt(RESET),
            new Spend(CYCLE, Money.usd("12.5075")),
            usage("claude-4.6-sonnet", 97330, 88210, 1533),
            usage("composer-2", 24131, 20110, 610),
            usage("gpt-5.4", 15002, 0, 3120),
            new Spend(Period.day(LocalDate.of(2026, 11, 21)), Money.usd("0.3647")),
            Quota.named("Active members today", "members")
                .withUsed(number("2"))
                .withResetsAt(Instant.parse("2026-11-22T00:00:00Z")));
  }

  @Test
  void readsAllPagesAndTellsMembersOfOneNameApart() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(FIXTURES.routes("routes_team.json").getFirst());
    routes.add(page("spend", 1, "admin_spend_page1.json"));
    routes.add(page("spend", 2, "admin_spend_page2.json"));
    routes.add(page("filtered-usage-events", 1, "admin_events_odd.json"));
    routes.add(activity("admin_error_403.json", 403));

    var report = team(routes);

    assertThat(report.quotas())
        .containsExactly(
            member("Sam Roe", "0.105", "20"),
            member("Sam Roe 3", "0.00", "20.00"),
            Quota.named("On-demand: member", "USD").withUsed(number("0.01")).withResetsAt(RESET));
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
        .containsExactly("On-demand: Dana Vale", "Team usage", "Active members today");
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

  private static Quota member(String name, String used, String limit) {
    return Quota.named("On-demand: " + name, "USD")
        .withUsed(number(used))
        .withLimit(number(limit))
        .withResetsAt(RESET);
  }

  @Test
  void isQuietAboutAnActivityThatIsNotToldAndInventsNone() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(activity("admin_error_403.json", 403));
    routes.addAll(FIXTURES.routes("routes_team.json"));
    assertThat(team(routes).gaps()).isEmpty();
    assertThat(team(routes).quotas()).extracting(Quota::unit).containsOnly("USD");

    routes.set(0, activity("admin_daily_usage_empty.json", 200));
    assertThat(team(routes).gaps()).isEmpty();
    assertThat(team(routes).quotas()).extracting(Quota::unit).containsOnly("USD");

    routes.set(0, activity("admin_daily_usage_odd.json", 200));
    assertThat(team(routes).gaps())
        .containsExactly(
            new Gap(
                "activity",
                Failure.of(
                    Kind.UNREADABLE, "$.data[0].isActive: expected true or false, found nothing")));
  }

  @Test
  void logsInWithTheKeyAloneAndAsksOnceAnHour() {
    var access = FIXTURES.access(CURSOR.profile(), Map.of("key", KEY));
    var api = new FixtureApi(CURSOR, access, Fixtures.NOW, FIXTURES.routes("routes_team.json"));
    CURSOR.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .hasSize(5)
        .allSatisfy(request -> {
          assertThat(request.keptFor()).isEqualTo(Duration.ofHours(1));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden(
                      "Authorization", "Basic ", new Secret("a2V5X2h1c2g0NzExOg==")));
        });
  }

  @Test
  void comesBackWhenTheVendorWantsItTo() {
    var answer = FIXTURES.answer("admin_error_429.json", "admin_error_429.headers");
    var routes =
        FIXTURES.routes("routes_team.json").stream()
            .map(route -> FixtureApi.answering(route, answer))
            .toList();
    var thrown = catchThrowableOfType(ApiException.class, () -> team(routes));

    assertThat(thrown.failure().retryAt()).contains(Fixtures.NOW.plusSeconds(60));
  }

  private static Fixtures.Route activity(String file, int status) {
    return new Fixtures.Route(
        "POST https://api.cursor.com/teams/daily-usage-data",
        Map.of(),
        Optional.empty(),
        FIXTURES.answer(file, status));
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
