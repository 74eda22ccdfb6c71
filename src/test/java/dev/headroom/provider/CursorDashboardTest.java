package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Cursor tells a person beside the summary, and what it tells their app.
final class CursorDashboardTest {

  private static final Cursor CURSOR = new Cursor();
  private static final Fixtures FIXTURES = Fixtures.of("cursor");
  private static final String SAND = "POST /api/dashboard/get-sand-usage-status";
  private static final String EVENTS = "POST /api/dashboard/get-filtered-usage-events";
  private static final String APP = "POST /aiserver.v1.DashboardService/GetCurrentPeriodUsage";
  private static final Instant RESET = Instant.parse("2026-12-04T12:00:00Z");

  @Test
  void namesItselfAsTheOriginAndAsksForTwoDays() {
    var access = FIXTURES.access(CURSOR.profile(), Map.of());
    var api = new FixtureApi(CURSOR, access, FIXTURES.now(), FIXTURES.routes());
    CURSOR.poll(access, api, FIXTURES.now());

    assertThat(api.sent())
        .filteredOn(request -> request.method().equals("POST"))
        .hasSize(2)
        .allSatisfy(request ->
            assertThat(request.headers())
                .contains(new Request.Field("Origin", "https://cursor.com")));
    assertThat(api.sent().getLast().body().orElseThrow().text())
        .isEqualTo(
            "{\"teamId\":0,\"startDate\":\"1795132800000\",\"endDate\":\"1795266000000\","
                + "\"page\":1,\"pageSize\":500}");
  }

  @Test
  void readsShortPagesUntilAllCallsAreThereAndChargesNothingThatIsNotSaidToBe() {
    var report =
        poll(
            page(1, "dashboard_events_page1.json"),
            page(2, "dashboard_events_page2.json"),
            page(3, "dashboard_events_page3.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends())
        .hasSize(2)
        .contains(
            new Spend(
                Period.day(LocalDate.of(2026, 11, 20)),
                Money.ofCents(new BigDecimal("4.2"), "USD")));
    assertThat(report.usages())
        .extracting(Usage::day, Usage::model, Usage::requests)
        .containsExactly(
            tuple(LocalDate.of(2026, 11, 20), Optional.of("gpt-5.4"), Optional.of(2L)),
            tuple(LocalDate.of(2026, 11, 21), Optional.of("composer-2"), Optional.of(1L)));
  }

  @ParameterizedTest
  @CsvSource({"error_403_origin.json, 403", "error_403_origin.json, 404"})
  void isQuietAboutWhatAnAccountDoesNotHave(String file, int status) {
    var report = poll(route(SAND, file, status), route(EVENTS, file, status));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).hasSize(4);
  }

  @Test
  void knowsNoMeterWhereNothingIsIncluded() {
    assertThat(poll(route(SAND, "sand_usage_none.json", 200)).quotas()).hasSize(4);
  }

  @Test
  void neverTakesAMissingShareForNone() {
    assertThat(poll(route(SAND, "sand_usage_unset.json", 200)).gaps())
        .containsExactly(
            new Gap(
                "Grok Bot",
                Failure.of(Kind.UNREADABLE, "$.usagePercent: expected a number, found nothing")));
  }

  @Test
  void readsWhatTheAppIsTold() {
    assertThat(app("current_period_usage.json").readings())
        .containsExactly(
            Quota.named("Included usage", "USD")
                .withLimit(number("20.00"))
                .withUsed(number("13.40"))
                .withStatedPercent(number("51.8"))
                .withResetsAt(RESET),
            Quota.percent("Auto", number("18.4")).withResetsAt(RESET),
            Quota.percent("API", number("67")).withResetsAt(RESET),
            Quota.named("On-demand", "USD")
                .withUsed(number("4.20"))
                .withLimit(number("50.00"))
                .withResetsAt(RESET),
            new Spend(
                new Period(LocalDate.of(2026, 11, 4), LocalDate.of(2026, 12, 4)),
                Money.usd("4.20")));
  }

  @Test
  void readsAnAppsPlanThatTellsAShareOnly() {
    assertThat(app("current_period_usage_odd.json").readings())
        .containsExactly(
            Quota.percent("Included usage", number("101.5")),
            Quota.named("On-demand", "USD").withUsed(number("0.00")));
  }

  @Test
  void takesNoOnDemandUsageForNothingUsedUp() {
    assertThat(app("current_period_usage_none.json").quotas())
        .extracting(Quota::name)
        .containsExactly("Included usage");
  }

  @Test
  void renewsTheTokenOfTheApp() {
    var api = renewing("token_refresh.json", 200);
    var report = CURSOR.poll(seeded(), api, FIXTURES.now());

    assertThat(report.quotas()).hasSize(4);
    assertThat(api.sent().getFirst().body().orElseThrow().text())
        .isEqualTo(
            "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"hush-seed-4711\","
                + "\"client_id\":\"KbZUR41cY7W6zRSdpSUJ7I7mLYBKOCmB\"}");
    assertThat(api.sent().getLast().credentials())
        .containsExactly(
            new Request.Hidden("Authorization", "Bearer ", new Secret("SYNTHETIC_ACCESS_TOKEN")));
  }

  @ParameterizedTest
  @CsvSource({
    "token_ended.json, 200, 'AUTH: the vendor has ended the login; give it another refresh-token'",
    "error_401.json, 401, 'AUTH: the credential was refused (401): not_authenticated; sign in at cursor.com and copy the cookie, or renew the key; give it another refresh-token'"
  })
  void saysThatTheLoginOfTheAppHasEnded(String file, int status, String message) {
    assertThatThrownBy(() -> CURSOR.poll(seeded(), renewing(file, status), FIXTURES.now()))
        .hasMessage(message);
  }

  private static FixtureApi renewing(String file, int status) {
    return new FixtureApi(
        CURSOR,
        seeded(),
        FIXTURES.now(),
        List.of(
            route("POST https://api2.cursor.sh/oauth/token", file, status),
            route(APP, "current_period_usage.json", 200)));
  }

  private static Access seeded() {
    return new Access(
        "some",
        CURSOR.profile(),
        Map.of(OAuth.REFRESH_TOKEN, new Access.Value.Hidden(new Secret("hush-seed-4711"))));
  }

  private static Report app(String file) {
    var token = new Access.Value.Hidden(new Secret("hush-app-4711"));
    var access = new Access("some", CURSOR.profile(), Map.of("app-token", token));
    var api = new FixtureApi(CURSOR, access, FIXTURES.now(), List.of(route(APP, file, 200)));
    var report = CURSOR.poll(access, api, FIXTURES.now());

    assertThat(api.sent().getFirst().headers())
        .containsExactly(new Request.Field("Connect-Protocol-Version", "1"));
    return report;
  }

  private static Report poll(Fixtures.Route... routes) {
    var all = new ArrayList<>(List.of(routes));
    all.addAll(FIXTURES.routes());
    return FixtureApi.poll(CURSOR, Map.of(), all);
  }

  private static Fixtures.Route page(int number, String file) {
    return new Fixtures.Route(
        EVENTS, Map.of(), Optional.of("\"page\":" + number + ","), FIXTURES.answer(file));
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
