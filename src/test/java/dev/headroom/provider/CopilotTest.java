package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CopilotTest {

  private static final Copilot COPILOT = new Copilot();
  private static final Fixtures FIXTURES = Fixtures.of("copilot");
  private static final Instant RESET = Instant.parse("2026-12-01T00:00:00Z");
  private static final String USER = "GET /copilot_internal/user";

  @Test
  void readsAPersonsCredits() {
    var report = FixtureApi.poll(COPILOT);

    assertThat(report.plan()).contains("Copilot Pro");
    assertThat(report.readings())
        .containsExactly(
            quota("AI credits", "credits", "1500", "1012.5").withStatedPercent(number("67.5")));
  }

  @Test
  void readsThreeQuotasOfTheFreePlan() {
    var report = user("user_free.json");

    assertThat(report.plan()).contains("Copilot Free");
    assertThat(report.readings())
        .containsExactly(
            quota("Premium requests", "requests", "50", "38.0").withStatedPercent(number("76.0")),
            quota("Chat", "requests", "50", "19.0").withStatedPercent(number("38.0")),
            quota("Completions", "requests", "2000", "540.0").withStatedPercent(number("27.0")));
  }

  @Test
  void readsTheOlderAnswerOfTheFreePlan() {
    var report = user("user_legacy_free.json");

    assertThat(report.plan()).contains("Copilot Free");
    assertThat(report.readings())
        .containsExactly(
            quota("Chat", "requests", "50", "19"), quota("Completions", "requests", "2000", "540"));
  }

  @Test
  void countsWhatIsOverTheAllowance() {
    var report = user("user_overage.json");

    assertThat(report.plan()).contains("Copilot Pro+");
    assertThat(report.readings())
        .containsExactly(
            quota("AI credits", "credits", "7000", "7212").withNote("what is over is billed"));
  }

  @Test
  void takesAPlaceholderForNoQuota() {
    var report = user("user_business_placeholder.json");

    assertThat(report.plan()).contains("Copilot Business");
    assertThat(report.readings()).isEmpty();
  }

  @Test
  void readsWhatIsThereOfAnAnswerWithGaps() {
    var report = user("user_strings.json");

    assertThat(report.plan()).contains("individual_next");
    assertThat(report.readings())
        .containsExactly(
            quota("Premium requests", "requests", "300", "210").withStatedPercent(number("70.0")),
            Quota.percent("Chat", number("87.5")).withResetsAt(RESET),
            Quota.named("Completions", "requests")
                .withLimit(number("2000"))
                .withStatedPercent(number("27.0"))
                .withResetsAt(RESET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"copilot_plan\":\"individual\"}",
        "{\"quota_snapshots\":{\"agents\":{\"entitlement\":1}}}",
        "{\"quota_snapshots\":{\"chat\":{\"entitlement\":50}}}",
        "{\"quota_snapshots\":{\"chat\":{\"entitlement\":true}}}",
        "{\"monthly_quotas\":{\"chat\":50}}"
      })
  void refusesAShapeItDoesNotKnow(String body) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.pollChanged(COPILOT, any -> new Answer(200, Map.of(), body)));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(thrown.failure().reason()).startsWith("$.");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Bad credentials'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): Resource not accessible by personal access token; a person''s quota needs a token with Copilot, a bill one of an owner or billing manager'",
    "error_404_no_copilot.json, 404, NO_PLAN, 'there is no plan to read (404); the token''s owner has no Copilot; check whose token it is'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> user(file, status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  @Test
  void asksAsAnEditorDoes() {
    var access = FIXTURES.access(COPILOT.profile(), Map.of());
    var api = new FixtureApi(COPILOT, access, FIXTURES.now(), FIXTURES.routes());
    COPILOT.poll(access, api, FIXTURES.now());

    assertThat(api.sent())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.headers())
              .containsExactly(
                  new Request.Field("X-Github-Api-Version", "2025-04-01"),
                  new Request.Field("Editor-Version", "vscode/1.105.0"),
                  new Request.Field("Editor-Plugin-Version", "copilot-chat/0.33.0"));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden(
                      "Authorization", "token ", new Secret("hush-copilot-key-4711")));
        });
  }

  @Test
  void tellsWhenARateLimitEnds() {
    var answer = FIXTURES.answer("error_403_rate_limit.json", "error_403_rate_limit.headers");
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> FixtureApi.pollChanged(COPILOT, any -> answer));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(thrown.failure().retryAt()).contains(Instant.parse("2026-11-21T12:30:00Z"));
  }

  private static Report user(String file) {
    return user(file, 200);
  }

  private static Report user(String file, int status) {
    return FixtureApi.poll(COPILOT, Map.of(), FixtureApi.instead("copilot", USER, file, status));
  }

  private static Quota quota(String name, String unit, String limit, String used) {
    return Quota.named(name, unit)
        .withLimit(number(limit))
        .withUsed(number(used))
        .withResetsAt(RESET);
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
