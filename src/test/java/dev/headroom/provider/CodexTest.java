package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodexTest {

  private static final Codex CODEX = new Codex();
  private static final Fixtures FIXTURES = Fixtures.of("codex");
  private static final String USAGE = "GET /backend-api/wham/usage";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void readsEveryWindowTheCreditsAndThePlan() {
    var report = FixtureApi.poll(CODEX);
    var soon = Instant.parse("2026-11-21T14:00:00Z");
    var tuesday = Instant.parse("2026-11-24T12:00:00Z");

    assertThat(report.plan()).contains("Pro");
    assertThat(report.readings())
        .containsExactly(
            percent("5h", "23", FIVE_HOURS).withResetsAt(soon),
            percent("weekly", "57", WEEK).withResetsAt(tuesday),
            percent("code review weekly", "4", WEEK).withResetsAt(tuesday),
            percent("GPT-5.3-Codex-Spark 5h", "12", FIVE_HOURS).withResetsAt(soon),
            percent("GPT-5.3-Codex-Spark weekly", "3", WEEK)
                .withResetsAt(Instant.ofEpochSecond(1795762400)),
            new Balance("Credits", new Money(new BigDecimal("318.50"), "credits"), false),
            new Balance("Resets of a window", new Money(new BigDecimal("2"), "credits"), false));
  }

  @Test
  void takesAWindowForWhatItsLengthSays() {
    var report = usage("usage_weekly_only.json");

    assertThat(report.plan()).contains("Plus");
    assertThat(report.readings())
        .containsExactly(
            percent("weekly", "74", WEEK).withResetsAt(Instant.parse("2026-11-25T12:00:00Z")));
  }

  @Test
  void saysThatAUsedUpWindowBlocks() {
    assertThat(usage("usage_free_monthly.json").readings())
        .containsExactly(
            percent("monthly", "100", Duration.ofDays(30))
                .withResetsAt(Instant.parse("2026-12-01T12:00:00Z"))
                .withBlocked());
  }

  @Test
  void readsTheLimitOfAMemberWithoutWindows() {
    assertThat(usage("usage_team_spend_control.json").readings())
        .containsExactly(
            Quota.named("member's limit", "credits")
                .withUsed(new BigDecimal("96.25"))
                .withLimit(new BigDecimal("400"))
                .withResetsAt(Instant.parse("2026-11-30T12:00:00Z")));
  }

  @Test
  void takesWhatItDoesNotKnowAsItComes() {
    var report = usage("usage_odd.json");

    assertThat(report.plan()).contains("Free workspace");
    assertThat(report.readings())
        .containsExactly(
            percent("1h", "80", Duration.ofHours(1))
                .withResetsAt(Instant.parse("2026-11-21T12:10:00Z")),
            percent("daily", "120.5", Duration.ofDays(1)).withBlocked(),
            Quota.named("Spark", "percent").withBlocked(),
            new Balance("Credits", new Money(new BigDecimal("-2.5"), "credits"), true),
            Quota.named("member's limit", "credits")
                .withLimit(new BigDecimal("100"))
                .withStatedPercent(new BigDecimal("75"))
                .withResetsAt(Instant.parse("2026-11-30T12:00:00Z")));
  }

  @Test
  void showsTheCreditsWhenTheWindowsHaveChanged() {
    var report = usage("usage_changed.json");

    assertThat(report.gaps())
        .containsExactly(
            new Gap(
                "windows",
                Failure.of(
                    Kind.UNREADABLE,
                    "$.rate_limit.primary_window.limit_window_seconds: expected a number, found"
                        + " text")));
    assertThat(report.balances()).hasSize(1);
  }

  @Test
  void saysThatAPlanHasNothingToWatch() {
    assertThat(failure(FixtureApi.instead("codex", USAGE, "usage_nothing.json", 200)))
        .isEqualTo(Failure.of(Kind.NO_PLAN, "the plan has neither windows nor credits"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error_401.json", "error_403.json"})
  void renewsARefusedTokenOnce(String file) {
    var status = Integer.parseInt(file.substring(6, 9));
    var api = api(Map.of(), FixtureApi.instead("codex", USAGE, file, status));
    assertThatThrownBy(() -> CODEX.poll(access(Map.of()), api, FIXTURES.now()))
        .isInstanceOf(ApiException.class);

    assertThat(api.sent())
        .extracting(request -> request.url().getPath())
        .containsExactly(
            "/oauth/token", "/backend-api/wham/usage", "/oauth/token", "/backend-api/wham/usage");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /backend-api/wham/usage, error_401.json, 401, AUTH, 'the credential was refused (401): Provided authentication token is expired. Please try signing in again; give it another refresh-token, or remove that key and run `headroom login codex-account`'",
    "GET /backend-api/wham/usage, error_403.json, 403, AUTH, 'the credential was refused (403): Forbidden; give it another refresh-token, or remove that key and run `headroom login codex-account`'",
    "GET /backend-api/wham/usage, error_403_challenge.html, 403, UNREACHABLE, 'the provider failed (403)'",
    "GET /backend-api/wham/usage, error_429.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): Too many requests; check base-url'",
    "POST /oauth/token, token_error_invalidated.json, 401, AUTH, 'the credential was refused (401): Your login was ended. Please log in again; give it another refresh-token, or remove that key and run `headroom login codex-account`'",
    "POST /oauth/token, token_error_invalid_grant.json, 400, AUTH, 'the credential was refused (400): Unknown token; give it another refresh-token, or remove that key and run `headroom login codex-account`'",
    "POST /oauth/token, token_error_expired.json, 401, AUTH, 'the credential was refused (401): Your session has ended. Please log in again; give it another refresh-token, or remove that key and run `headroom login codex-account`'",
    "POST /oauth/token, token_error_reused.json, 400, AUTH, 'the credential was refused (400): Your refresh token has already been used to generate a new access token; give it another refresh-token, or remove that key and run `headroom login codex-account`'"
  })
  void saysWhatWentWrong(String request, String file, int status, Kind kind, String reason) {
    assertThat(failure(FixtureApi.instead("codex", request, file, status)))
        .isEqualTo(Failure.of(kind, reason));
  }

  @Test
  void leavesAnAccountAloneThatWasAskedTooOftenAndNeverAsksTwice() {
    var api = api(Map.of(), FixtureApi.instead("codex", USAGE, "error_429.json", 429));
    var failure =
        catchThrowableOfType(
                ApiException.class, () -> CODEX.poll(access(Map.of()), api, FIXTURES.now()))
            .failure();

    assertThat(failure)
        .isEqualTo(
            new Failure(
                Kind.RATE_LIMITED,
                "asked too often (429): Too many requests",
                Optional.of(Instant.parse("2026-11-21T12:05:00Z"))));
    assertThat(api.sent().getLast().probe()).isTrue();
  }

  @Test
  void renewsWithAJsonObjectThatNamesTheClientAndTheScope() {
    var api = api(Map.of(), FIXTURES.routes());
    CODEX.poll(access(Map.of()), api, FIXTURES.now());

    assertThat(Json.parse(api.sent().getFirst().body().orElseThrow().text()).fields())
        .hasSize(4)
        .hasEntrySatisfying("grant_type", it -> assertThat(it.text()).isEqualTo("refresh_token"))
        .hasEntrySatisfying(
            "refresh_token", it -> assertThat(it.text()).isEqualTo("hush-codex-refresh-4711"))
        .hasEntrySatisfying(
            "client_id", it -> assertThat(it.text()).isEqualTo("app_EMoamEEZ73f0CkXaXp7hrann"))
        .hasEntrySatisfying("scope", it -> assertThat(it.text()).isEqualTo("openid profile email"));
  }

  @Test
  void saysThatAnApiKeyHasNoPlan(@TempDir Path folder) throws IOException {
    var file = folder.resolve("auth.json");
    Files.writeString(file, "{\"OPENAI_API_KEY\": \"sk-hush4711\", \"tokens\": null}");
    var options =
        Map.<String, Access.Value>of(
            OAuth.CREDENTIALS_FILE, new Access.Value.Text(file.toString()));

    assertThatThrownBy(
            () -> CODEX.poll(access(options), api(options, FIXTURES.routes()), FIXTURES.now()))
        .hasMessage(
            "NO_PLAN: the credential file holds an API key only; log the Codex CLI in with"
                + " ChatGPT");
  }

  @Test
  void takesAChallengeOfTheEdgeForAPassingFailure() {
    var answer = FIXTURES.answer("error_403_challenge.html", "error_403_challenge.headers");
    var routes = FixtureApi.instead("codex", USAGE, "error_403.json", 403);
    routes.set(0, FixtureApi.answering(routes.getFirst(), answer));

    assertThat(failure(routes).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void namesTheWorkspaceAndReadsTheFileOfTheCli(@TempDir Path folder) throws IOException {
    var file = folder.resolve("auth.json");
    Files.writeString(
        file, "{\"tokens\": {\"access_token\": \"file-token\", \"account_id\": \"acct-SYNTH\"}}");
    var options =
        Map.<String, Access.Value>of(
            OAuth.CREDENTIALS_FILE,
            new Access.Value.Text(file.toString()),
            "workspace",
            new Access.Value.Text("acct-SYNTH"));
    var month = "GET /backend-api/accounts/acct-SYNTH/spend-controls/current-user/monthly-usage";
    var api = api(options, FixtureApi.instead("codex", month, "monthly_usage.json", 200));

    CODEX.poll(access(options), api, FIXTURES.now());

    var sent = api.sent().getFirst();
    assertThat(sent.headers()).contains(new Request.Field("ChatGPT-Account-Id", "acct-SYNTH"));
    assertThat(sent.credentials())
        .containsExactly(new Request.Hidden("Authorization", "Bearer ", new Secret("file-token")));
  }

  @Test
  void asksHostsOtherThanTheVendorsUnderAnotherPath() {
    var options =
        Map.<String, Access.Value>of("base-url", new Access.Value.Text("https://gate.test/"));
    var routes = FixtureApi.instead("codex", "GET /api/codex/usage", "usage_weekly_only.json", 200);

    assertThat(FixtureApi.poll(CODEX, options, routes).quotas()).hasSize(1);
  }

  private static Quota percent(String name, String used, Duration window) {
    return Quota.percent(name, new BigDecimal(used)).withWindow(window);
  }

  private static Report usage(String file) {
    return FixtureApi.poll(CODEX, Map.of(), FixtureApi.instead("codex", USAGE, file, 200));
  }

  private static Failure failure(List<Fixtures.Route> routes) {
    return catchThrowableOfType(ApiException.class, () -> FixtureApi.poll(CODEX, Map.of(), routes))
        .failure();
  }

  private static Access access(Map<String, Access.Value> options) {
    return FIXTURES.access(CODEX.profile(), options);
  }

  private static FixtureApi api(Map<String, Access.Value> options, List<Fixtures.Route> routes) {
    return new FixtureApi(CODEX, access(options), FIXTURES.now(), routes);
  }
}
