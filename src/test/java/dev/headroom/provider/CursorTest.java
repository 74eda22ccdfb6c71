package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
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
  private static final Period CYCLE =
      new Period(LocalDate.of(2026, 11, 4), LocalDate.of(2026, 12, 4));
  private static final String SUMMARY = "GET /api/usage-summary";

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
  void takesNothingIncludedAndNoEndOfItForNothingUsedUp() {
    assertThat(summary("usage_summary_unlimited.json").readings())
        .contains(
            Quota.named("Included usage", "USD").withUsed(number("12.00")).withResetsAt(RESET));
    assertThat(summary("usage_summary_unlimited.json").quotas())
        .extracting(Quota::name)
        .doesNotContain("Auto", "API", "On-demand", "Team pool");
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
  void asksTheSiteWhoItIsWhereTheCookieDoesNotSay() {
    var bare = new Access.Value.Hidden(new Secret("WorkosCursorSessionToken=hush-cursor-jwt"));
    var routes = FixtureApi.instead("cursor", "GET /api/usage", "usage_legacy_requests.json", 200);
    routes.add(
        new Fixtures.Route(
            "GET /api/auth/me", Map.of(), Optional.empty(), FIXTURES.answer("auth_me.json")));
    var access = FIXTURES.access(CURSOR.profile(), Map.of("cookie", bare));
    var api = new FixtureApi(CURSOR, access, Fixtures.NOW, routes);

    assertThat(CURSOR.poll(access, api, Fixtures.NOW).quotas())
        .extracting(Quota::name)
        .contains("Requests");
    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().equals("/api/usage"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.query()).containsExactly(new Request.Field("user", "user_01SYNTH")));
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

  private static Quota usd(String name, String used, String limit) {
    return Quota.named(name, "USD")
        .withUsed(number(used))
        .withLimit(number(limit))
        .withResetsAt(RESET);
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
