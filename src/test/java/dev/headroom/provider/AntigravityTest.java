package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AntigravityTest {

  private static final Antigravity ANTIGRAVITY = new Antigravity();
  private static final Fixtures FIXTURES = Fixtures.of("antigravity");
  private static final String ACCOUNT = "POST /v1internal:loadCodeAssist";
  private static final String SUMMARY = "POST /v1internal:retrieveUserQuotaSummary";
  private static final String MODELS = "POST /v1internal:fetchAvailableModels";
  private static final String BUCKETS = "POST /v1internal:retrieveUserQuota";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant EVENING = Instant.parse("2026-11-23T17:00:00Z");
  private static final List<String> GEMINI =
      List.of("gemini-3-pro-high", "gemini-3-pro-low", "gemini-3-flash");
  private static final List<String> OTHERS =
      List.of("claude-sonnet-4-6", "claude-opus-4-6-thinking", "gpt-oss-120b-medium");

  @Test
  void readsThePoolsWithTheirModelsTheCreditsAndThePlan() {
    var report = FixtureApi.poll(ANTIGRAVITY);

    assertThat(report.plan()).contains("Google AI Pro");
    assertThat(report.readings())
        .containsExactly(
            new Balance("AI credits", new Money(new BigDecimal("742"), "credits"), false),
            percent("Gemini Models weekly", "19.00")
                .withWindow(WEEK)
                .withResetsAt(Instant.parse("2026-11-25T18:00:00Z"))
                .withMembers(GEMINI),
            percent("Gemini Models 5h", "63.00")
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:15:00Z"))
                .withMembers(GEMINI),
            Quota.named("Claude and GPT models weekly", "percent")
                .withBlocked()
                .withWindow(WEEK)
                .withResetsAt(Instant.parse("2026-11-24T13:00:00Z"))
                .withMembers(OTHERS));
  }

  @Test
  void readsASummaryThatIsWrapped() {
    var report = instead(SUMMARY, "retrieve_user_quota_summary_wrapped.json", 200);

    assertThat(report.quotas())
        .containsExactly(
            percent("Gemini Models 5h", "50.0")
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T13:00:00Z"))
                .withMembers(GEMINI),
            percent("Gemini Models weekly", "10.0")
                .withWindow(WEEK)
                .withResetsAt(Instant.parse("2026-11-27T12:00:00Z"))
                .withMembers(GEMINI));
  }

  @Test
  void keepsSharesBetweenNoneAndAllAndShowsNothingUnknown() {
    var report = instead(SUMMARY, "retrieve_user_quota_summary_odd.json", 200);

    assertThat(report.quotas())
        .containsExactly(
            percent("Gemini models 2h", "0")
                .withWindow(Duration.ofHours(2))
                .withResetsAt(Instant.parse("2026-11-21T13:00:00.123456789Z"))
                .withMembers(GEMINI),
            percent("Gemini models Image Limit", "100").withMembers(GEMINI));
  }

  @Test
  void makesPoolsOfModelsWhereTheBackendTellsNone() {
    var report = instead(SUMMARY, "error_404_summary.json", 404);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .containsExactly(
            percent("Gemini models", "38.00")
                .withResetsAt(Instant.parse("2026-11-21T15:20:00Z"))
                .withMembers(GEMINI),
            Quota.named("Claude and GPT models", "percent")
                .withBlocked()
                .withResetsAt(EVENING)
                .withMembers(OTHERS));
  }

  @Test
  void callsPoolsAnEstimateWhereNothingIsUsedAtAll() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(BUCKETS, "error_404_summary.json", 404));
    routes.add(route(SUMMARY, "error_404_summary.json", 404));
    routes.add(route(MODELS, "fetch_available_models_full.json", 200));
    routes.addAll(FIXTURES.routes());

    assertThat(poll(routes).gaps()).isEmpty();
    assertThat(poll(routes).quotas())
        .extracting(Quota::note)
        .containsExactly(Optional.of("estimate"));
  }

  @Test
  void checksAListOfModelsWithoutAnyUseAgainstTheDailyBuckets() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(SUMMARY, "error_404_summary.json", 404));
    routes.add(route(MODELS, "fetch_available_models_full.json", 200));
    routes.addAll(FIXTURES.routes());

    assertThat(poll(routes).quotas())
        .extracting(Quota::name, Quota::note)
        .containsExactly(
            tuple("gemini-3-pro-preview", Optional.empty()),
            tuple("gemini-3-flash-preview", Optional.empty()));
  }

  @Test
  void callsPoolsAnEstimateThatAreToldWithoutAProject() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(ACCOUNT, "load_code_assist_ineligible.json", 200));
    routes.add(route(SUMMARY, "error_404_summary.json", 404));
    routes.addAll(FIXTURES.routes());

    assertThat(poll(routes).quotas())
        .extracting(Quota::name, Quota::note)
        .containsExactly(
            tuple("gemini-3-pro-preview", Optional.empty()),
            tuple("gemini-3-flash-preview", Optional.empty()),
            tuple("Claude and GPT models", Optional.of("estimate")));
  }

  @Test
  void readsDailyBucketsWhereThereIsNothingElse() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(SUMMARY, "error_404_summary.json", 404));
    routes.add(route(MODELS, "error_404_summary.json", 404));
    routes.add(route(BUCKETS, "retrieve_user_quota.json", 200));
    routes.addAll(FIXTURES.routes());
    var morning = Instant.parse("2026-11-22T07:00:00Z");

    assertThat(poll(routes).quotas())
        .containsExactly(
            percent("gemini-3-pro-preview", "56.00")
                .withWindow(Duration.ofDays(1))
                .withResetsAt(morning)
                .withMembers(List.of("gemini-3-pro-preview")),
            percent("gemini-3-flash-preview", "9.00")
                .withWindow(Duration.ofDays(1))
                .withResetsAt(morning)
                .withMembers(List.of("gemini-3-flash-preview")));
  }

  @Test
  void neverShowsTheLinkByWhichAnAccountIsVerified() {
    var verification =
        Failure.of(
            Kind.FORBIDDEN,
            "Google wants the account verified; its owner gets the link by signing in to"
                + " Antigravity");
    var hourly =
        new Failure(
            verification.kind(),
            verification.reason(),
            Optional.of(Instant.parse("2026-11-21T13:00:00Z")));
    var ineligible = instead(ACCOUNT, "load_code_assist_ineligible.json", 200);

    assertThat(ineligible.gaps()).containsExactly(new Gap("plan", verification));
    assertThat(failure("error_403_verify_account.json", 403)).isEqualTo(hourly);
  }

  @Test
  void tellsUntilWhenEverythingIsUsedUp() {
    assertThat(failure("error_429_exhausted.json", 429))
        .isEqualTo(
            new Failure(
                Kind.EXHAUSTED,
                "quota or money is gone (429): You have exhausted your capacity on this model",
                Optional.of(EVENING.plusMillis(250))));
  }

  @Test
  void takesTheResetOfTheQuotaWhereNoDelayIsTold() {
    assertThat(failure("error_429_no_delay.json", 429).retryAt()).contains(EVENING);
  }

  @Test
  void showsNoModelThatOnlyStandsInForOne() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(SUMMARY, "error_404_summary.json", 404));
    routes.add(route(MODELS, "fetch_available_models_odd.json", 200));
    routes.addAll(FIXTURES.routes());

    assertThat(poll(routes).quotas())
        .containsExactly(percent("Gemini models", "75.00").withMembers(List.of("gemini-3-ultra")));
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Request had invalid authentication credentials; give it another refresh-token, or remove that key and run `headroom login antigravity-account`'",
    "error_403_banned.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): This service has been disabled in this account for violation of Terms of Service; sign in to Antigravity with this account to see why'",
    "error_403_forbidden_plain.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): The caller does not have permission; sign in to Antigravity with this account to see why'",
    "error_403_service_disabled.json, 403, FORBIDDEN, 'the API is off in the account''s project (403); enable Gemini for Google Cloud there'",
    "error_503.json, 503, UNREACHABLE, 'the provider failed (503): The service is currently unavailable'",
    "token_error_invalid_grant.json, 400, AUTH, 'the credential was refused (400): Token has been expired or revoked; give it another refresh-token, or remove that key and run `headroom login antigravity-account`'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    assertThat(failure(file, status)).isEqualTo(Failure.of(kind, reason));
  }

  private static Quota percent(String name, String used) {
    return Quota.percent(name, new BigDecimal(used));
  }

  /// The failure when everything but the token is answered with `file`.
  private static Failure failure(String file, int status) {
    var routes =
        FIXTURES.routes().stream()
            .map(route ->
                route.request().endsWith("/token") && status != 400
                    ? route
                    : FixtureApi.answering(route, FIXTURES.answer(file, status)))
            .toList();
    return catchThrowableOfType(ApiException.class, () -> poll(routes)).failure();
  }

  private static Report instead(String request, String file, int status) {
    return poll(FixtureApi.instead("antigravity", request, file, status));
  }

  private static Report poll(List<Fixtures.Route> routes) {
    return FixtureApi.poll(ANTIGRAVITY, Map.of(), routes);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }
}
