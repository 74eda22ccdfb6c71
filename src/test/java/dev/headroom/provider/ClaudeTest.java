package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaudeTest {

  private static final Claude CLAUDE = new Claude();
  private static final Fixtures FIXTURES = Fixtures.of("claude");
  private static final String USAGE = "GET /api/oauth/usage";
  private static final String PROFILE = "GET /api/oauth/profile";
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void readsWindowsExtraUsageAndPlan() {
    var report = FixtureApi.poll(CLAUDE);
    var monday = Instant.parse("2026-11-24T12:00:00.412087Z");

    assertThat(report.plan()).contains("Max 5x");
    assertThat(report.readings())
        .containsExactly(
            percent("5h", "41", Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:30:00.412087Z")),
            percent("weekly", "68", WEEK).withResetsAt(monday),
            percent("weekly Opus", "91", WEEK).withResetsAt(monday).withMembers(List.of("Opus")),
            Quota.named("extra usage", "USD")
                .withUsed(new BigDecimal("12.750"))
                .withLimit(new BigDecimal("50.00")));
  }

  @Test
  void readsOlderAnswersWithAFieldForEachWindow() {
    var thursday = Instant.parse("2026-11-26T12:00:00.412087Z");

    assertThat(usage("usage_legacy_flat.json").readings())
        .containsExactly(
            percent("5h", "7.0", Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T16:00:00.412087Z")),
            percent("weekly", "22.0", WEEK).withResetsAt(thursday),
            percent("weekly Opus", "0.0", WEEK),
            percent("weekly Sonnet", "13.0", WEEK).withResetsAt(thursday));
  }

  @Test
  void knowsAWindowThatHasNotBegun() {
    assertThat(usage("usage_not_started.json").readings())
        .containsExactly(percent("5h", "0.0", Duration.ofHours(5)));
    assertThat(usage("usage_nulls.json").readings())
        .containsExactly(
            percent("5h", "0", Duration.ofHours(5)),
            percent("weekly", "12.5", WEEK),
            Quota.named("extra usage", "USD")
                .withUsed(new BigDecimal("0.00"))
                .withLimit(new BigDecimal("0.00"))
                .withBlocked());
  }

  @Test
  void takesWhatItDoesNotKnowAsItComes() {
    assertThat(usage("usage_odd.json").readings())
        .containsExactly(
            percent("5h", "104.5", Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:30:00Z")),
            percent("weekly cowork", "8", WEEK),
            percent("weekly claude-x", "2", WEEK).withMembers(List.of("claude-x")),
            Quota.percent("monthly all", BigDecimal.ONE)
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            Quota.named("extra usage", "JPY").withUsed(new BigDecimal("123456789012")));
  }

  @Test
  void saysWhichFieldHasChanged() {
    assertThat(usage("usage_changed.json").gaps())
        .containsExactly(
            new Gap(
                "windows",
                Failure.of(
                    Kind.UNREADABLE, "$.*.utilization: expected a number, found an object")));
  }

  @Test
  void saysThatThereIsNoSubscription() {
    assertThat(failure(FixtureApi.instead("claude", USAGE, "usage_none.json", 200)))
        .isEqualTo(Failure.of(Kind.NO_PLAN, "the account has no subscription windows"));
  }

  @Test
  void showsTheWindowsWhenThePlanCannotBeRead() {
    var routes = FixtureApi.instead("claude", PROFILE, "error_403_scope.json", 403);
    var report = FixtureApi.poll(CLAUDE, Map.of(), routes);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("plan");
    assertThat(report.quotas()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "error_429.headers, 2026-11-21T12:05:00Z",
    "error_429_long.headers, 2026-11-21T14:00:00Z"
  })
  void heedsAPauseForAsLongAsItIsAskedFor(String headers, Instant retryAt) {
    var routes = FixtureApi.instead("claude", USAGE, "error_429.json", 429);
    routes.set(
        0, FixtureApi.answering(routes.getFirst(), FIXTURES.answer("error_429.json", headers)));

    var failure = failure(routes);

    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.retryAt()).contains(retryAt);
  }

  @Test
  void neverAsksTwiceWithinAPollUnlessTheTokenWasRefused() {
    var api = api(FixtureApi.instead("claude", USAGE, "error_429.json", 429));
    assertThatThrownBy(() -> CLAUDE.poll(access(), api, FIXTURES.now()))
        .isInstanceOf(ApiException.class);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().endsWith("/usage"))
        .singleElement()
        .satisfies(request -> assertThat(request.probe()).isTrue());
  }

  @Test
  void asksAsClaudeCodeDoesAndForThePlanOnceAnHour() {
    var api = api(FIXTURES.routes());
    CLAUDE.poll(access(), api, FIXTURES.now());
    var asked =
        api.sent().stream()
            .filter(request -> request.method().equals("GET"))
            .collect(Collectors.toMap(request -> request.url().getPath(), request -> request));

    assertThat(asked.values())
        .allSatisfy(request -> {
          assertThat(request.headers())
              .containsExactly(
                  new Request.Field("anthropic-beta", "oauth-2025-04-20"),
                  new Request.Field("Content-Type", "application/json"),
                  new Request.Field("User-Agent", "claude-code/2.1.0"));
          assertThat(request.credentials())
              .extracting(Request.Hidden::name, Request.Hidden::prefix)
              .containsExactly(tuple("Authorization", "Bearer "));
        });
    assertThat(asked)
        .hasSize(2)
        .hasEntrySatisfying("/api/oauth/usage", it -> assertThat(it.keptFor()).isZero())
        .hasEntrySatisfying(
            "/api/oauth/profile", it -> assertThat(it.keptFor()).isEqualTo(Duration.ofHours(1)));
  }

  @Test
  void renewsARefusedTokenOnce() {
    var api = api(FixtureApi.instead("claude", USAGE, "error_401.json", 401));
    assertThatThrownBy(() -> CLAUDE.poll(access(), api, FIXTURES.now()))
        .isInstanceOf(ApiException.class);

    assertThat(api.sent())
        .extracting(request -> request.url().getPath())
        .containsExactly(
            "/v1/oauth/token", "/api/oauth/usage", "/v1/oauth/token", "/api/oauth/usage");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/oauth/usage, error_401.json, 401, AUTH, 'the credential was refused (401): OAuth token has expired; give it another refresh-token, or remove that key and run `headroom login claude-account`'",
    "GET /api/oauth/usage, error_403_scope.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): OAuth token does not meet scope requirement user:profile; log in with the scope user:profile, which claude setup-token doesn''t give'",
    "POST /v1/oauth/token, token_error_invalid_grant.json, 400, AUTH, 'the credential was refused (400): Refresh token not found or invalid; give it another refresh-token, or remove that key and run `headroom login claude-account`'"
  })
  void saysWhatWentWrong(String request, String file, int status, Kind kind, String reason) {
    assertThat(failure(FixtureApi.instead("claude", request, file, status)))
        .isEqualTo(Failure.of(kind, reason));
  }

  @Test
  void renewsWithAJsonObjectThatNamesTheClient() {
    var api = api(FIXTURES.routes());
    CLAUDE.poll(access(), api, FIXTURES.now());
    var body = Json.parse(api.sent().getFirst().body().orElseThrow().text());

    assertThat(body.fields().keySet())
        .containsExactly("grant_type", "refresh_token", "client_id", "scope");
    assertThat(body.at("refresh_token").text()).isEqualTo("hush-claude-refresh-4711");
  }

  @Test
  void onlyReadsTheFileOfClaudeCode(@TempDir Path folder) throws IOException {
    var file = folder.resolve(".credentials.json");
    Files.writeString(
        file,
        """
        {"claudeAiOauth": {"accessToken": "sk-ant-oat01-file", "refreshToken": "never", "expiresAt": 1795269600000}}
        """);
    var access =
        FIXTURES.access(
            CLAUDE.profile(),
            Map.of(OAuth.CREDENTIALS_FILE, new Access.Value.Text(file.toString())));
    var api = new FixtureApi(CLAUDE, access, FIXTURES.now(), FIXTURES.routes());

    CLAUDE.poll(access, api, FIXTURES.now());

    assertThat(api.sent()).hasSize(2);
    assertThat(api.sent().getFirst().credentials())
        .containsExactly(
            new Request.Hidden("Authorization", "Bearer ", new Secret("sk-ant-oat01-file")));
  }

  @Test
  void namesPlansAsPeopleDo() {
    assertThat(
            ClaudeQuota.plan(
                Json.parse("{\"organization\":{\"organization_type\":\"claude_pro\"}}")))
        .isEqualTo("Pro");
    assertThat(
            ClaudeQuota.plan(
                Json.parse(
                    "{\"organization\":{\"organization_type\":\"claude_max\",\"rate_limit_tier\":\"default_claude_max_20x\"}}")))
        .isEqualTo("Max 20x");
  }

  private static Quota percent(String name, String used, Duration window) {
    return Quota.percent(name, new BigDecimal(used)).withWindow(window);
  }

  private static Report usage(String file) {
    return FixtureApi.poll(CLAUDE, Map.of(), FixtureApi.instead("claude", USAGE, file, 200));
  }

  private static Failure failure(List<Fixtures.Route> routes) {
    return catchThrowableOfType(ApiException.class, () -> FixtureApi.poll(CLAUDE, Map.of(), routes))
        .failure();
  }

  private static Access access() {
    return FIXTURES.access(CLAUDE.profile(), Map.of());
  }

  private static FixtureApi api(List<Fixtures.Route> routes) {
    return new FixtureApi(CLAUDE, access(), FIXTURES.now(), routes);
  }
}
