package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KimiTest {

  private static final Kimi KIMI = new Kimi();

  @Test
  void readsTheWeekAndShorterWindows() {
    var report = FixtureApi.poll(KIMI);

    assertThat(report.plan()).contains("Intermediate");
    assertThat(report.readings())
        .containsExactly(
            quota("Week", "512", "2048")
                .withWindow(Duration.ofDays(7))
                .withResetsAt(Instant.parse("2026-11-24T12:00:00.123456789Z")),
            quota("5 hours", "61", "200")
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:00:00.123456789Z")));
  }

  @Test
  void takesOfUsedAndRemainingTheOneThatIsThere() {
    var report = poll("usages_sparse.json", 200);

    assertThat(report.plan()).isEmpty();
    assertThat(report.readings())
        .containsExactly(
            quota("Week", "0", "2048").withWindow(Duration.ofDays(7)),
            quota("1 day", "500", "500")
                .withWindow(Duration.ofDays(1))
                .withResetsAt(Instant.parse("2026-11-21T08:00:00Z")),
            quota("Limit 2", "6", "10"));
  }

  @Test
  void readsWhatTheWebSiteTellsASession() {
    var api = web("web_usages.json");

    assertThat(KIMI.poll(session(), api, Fixtures.NOW).readings())
        .containsExactly(
            quota("Week", "214", "2048")
                .withWindow(Duration.ofDays(7))
                .withResetsAt(Instant.parse("2026-11-24T12:00:00.716839300Z")),
            quota("5 hours", "139", "200").withWindow(Duration.ofHours(5)));
    assertThat(api.sent().getFirst())
        .satisfies(request -> {
          assertThat(request.redirects()).isFalse();
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Authorization", "Bearer ", new Secret("hush-kimi-jwt-4711")));
          assertThat(request.body().orElseThrow().text())
              .isEqualTo("{\"scope\":[\"FEATURE_CODING\"]}");
        });
  }

  @Test
  void inventsNothingWhereTheWebSiteTellsOfOtherFeatures() {
    assertThatThrownBy(() -> KIMI.poll(session(), web("web_usages_other.json"), Fixtures.NOW))
        .hasMessage("UNREADABLE: $.usages: expected the coding plan, found a list");
  }

  @Test
  void takesARedirectOfTheWebSiteForTheEndOfTheSession() {
    assertThatThrownBy(() -> KIMI.poll(session(), web("error_401.json", 302), Fixtures.NOW))
        .hasMessageStartingWith("AUTH: the session has ended; sign in again (302)");
  }

  @Test
  void needsAKeyOrACookie() {
    var access = new Access("some", KIMI.profile(), Map.of());

    assertThatThrownBy(() -> KIMI.poll(access, web("web_usages.json"), Fixtures.NOW))
        .hasMessage("AUTH: neither a key nor a cookie is configured");
  }

  @ParameterizedTest
  @CsvSource({
    "usages_bare_limit.json, 200, UNREADABLE, '$.usage.remaining: expected what is used or what remains, found nothing'",
    "error_401.json, 401, AUTH, 'the credential was refused (401): Invalid Authentication; a key of the coding plan is needed, not one of the Moonshot platform'",
    "error_401.json, 403, AUTH, 'the credential was refused (403): Invalid Authentication; a key of the coding plan is needed, not one of the Moonshot platform'",
    "error_401.json, 500, UNREACHABLE, 'the provider failed (500): Invalid Authentication'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Access session() {
    var cookie = new Access.Value.Hidden(new Secret("hush-kimi-jwt-4711"));
    return new Access("some", KIMI.profile(), Map.of("cookie", cookie));
  }

  private static FixtureApi web(String file) {
    return web(file, 200);
  }

  private static FixtureApi web(String file, int status) {
    var route =
        new Fixtures.Route(
            "POST https://www.kimi.com/apiv2/kimi.gateway.billing.v1.BillingService/GetUsages",
            Map.of(),
            Optional.empty(),
            Fixtures.of("kimi").answer(file, status));
    return new FixtureApi(KIMI, session(), Fixtures.NOW, List.of(route));
  }

  private static Report poll(String file, int status) {
    var routes = FixtureApi.instead("kimi", "GET /coding/v1/usages", file, status);
    return FixtureApi.poll(KIMI, Map.of(), routes);
  }

  private static Quota quota(String name, String used, String limit) {
    return Quota.named(name, "requests")
        .withLimit(new BigDecimal(limit))
        .withUsed(new BigDecimal(used));
  }
}
