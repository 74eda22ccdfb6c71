package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How Cloud Code is asked: which host, with what, and when no more.
final class CloudCodeTest {

  private static final Antigravity ANTIGRAVITY = new Antigravity();
  private static final Fixtures FIXTURES = Fixtures.of("antigravity");
  private static final String ACCOUNT = "POST /v1internal:loadCodeAssist";
  private static final String SUMMARY = "POST /v1internal:retrieveUserQuotaSummary";
  private static final String DAILY = "https://daily-cloudcode-pa.googleapis.com/";
  private static final String SANDBOX = "https://daily-cloudcode-pa.sandbox.googleapis.com/";
  private static final String LAST = "https://cloudcode-pa.googleapis.com/";

  @ParameterizedTest
  @CsvSource({"error_503.json, 503", "error_429_plain.json, 429"})
  void goesOnFromHostToHostAndStaysWhereItWasAnswered(String file, int status) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route("POST " + DAILY + "v1internal:loadCodeAssist", file, status));
    routes.add(route("POST " + SANDBOX + "v1internal:loadCodeAssist", file, status));
    routes.addAll(FIXTURES.routes());

    assertThat(asked(routes))
        .containsExactly(
            DAILY + "v1internal:loadCodeAssist",
            SANDBOX + "v1internal:loadCodeAssist",
            LAST + "v1internal:loadCodeAssist",
            LAST + "v1internal:retrieveUserQuotaSummary",
            LAST + "v1internal:fetchAvailableModels");
  }

  @Test
  void takesARefusalForTheLastWord() {
    var routes = FixtureApi.instead("antigravity", SUMMARY, "error_404_summary.json", 404);

    assertThat(asked(routes)).allMatch(url -> url.startsWith(DAILY));
  }

  @Test
  void saysWhoAsksForWhatAndRenewsWithAForm() {
    var access = FIXTURES.access(ANTIGRAVITY.profile(), Map.of());
    var api = new FixtureApi(ANTIGRAVITY, access, FIXTURES.now(), FIXTURES.routes());
    ANTIGRAVITY.poll(access, api, FIXTURES.now());
    var asked =
        api.sent().stream()
            .filter(request -> !request.url().getPath().equals("/token"))
            .collect(Collectors.toMap(request -> request.url().getPath(), request -> request));

    assertThat(asked.values())
        .allSatisfy(request ->
            assertThat(request.headers())
                .containsExactly(new Request.Field("User-Agent", "antigravity")));
    assertThat(asked.entrySet())
        .extracting(
            it -> it.getKey(),
            it -> it.getValue().body().orElseThrow().text(),
            it -> it.getValue().keptFor())
        .containsExactlyInAnyOrder(
            tuple(
                "/v1internal:loadCodeAssist",
                "{\"metadata\":{\"ideType\":\"ANTIGRAVITY\",\"platform\":\"PLATFORM_UNSPECIFIED\","
                    + "\"pluginType\":\"GEMINI\"}}",
                Duration.ofHours(1)),
            tuple(
                "/v1internal:retrieveUserQuotaSummary",
                "{\"project\":\"quiet-harbor-4471\"}",
                Duration.ZERO),
            tuple(
                "/v1internal:fetchAvailableModels",
                "{\"project\":\"quiet-harbor-4471\"}",
                Duration.ofHours(1)));
    assertThat(LoginScene.fields(api.sent().getFirst().body().orElseThrow().text()))
        .containsOnlyKeys("grant_type", "refresh_token", "client_id", "client_secret")
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", "hush-antigravity-refresh-4711");
  }

  @Test
  void renewsARefusedTokenOnce() {
    var routes = FixtureApi.instead("antigravity", ACCOUNT, "error_401.json", 401);
    var access = FIXTURES.access(ANTIGRAVITY.profile(), Map.of());
    var api = new FixtureApi(ANTIGRAVITY, access, FIXTURES.now(), routes);
    assertThatThrownBy(() -> ANTIGRAVITY.poll(access, api, FIXTURES.now()))
        .isInstanceOf(ApiException.class);

    assertThat(api.sent())
        .extracting(request -> request.url().getPath())
        .containsExactly(
            "/token", "/v1internal:loadCodeAssist", "/token", "/v1internal:loadCodeAssist");
  }

  @Test
  void asksOnceMoreWithoutAProjectThatMayNotBeUsed() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            SUMMARY,
            Map.of(),
            Optional.of("quiet-harbor"),
            FIXTURES.answer("error_403_forbidden_plain.json", 403)));
    routes.add(route(SUMMARY, "retrieve_user_quota_summary.json", 200));
    routes.addAll(FIXTURES.routes());

    assertThat(FixtureApi.poll(ANTIGRAVITY, Map.of(), routes).quotas()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, AUTH",
    "400, invalid_client, AUTH",
    "401, invalid_client, AUTH",
    "400, unauthorized_client, AUTH",
    "408, '', UNREACHABLE",
    "429, '', RATE_LIMITED",
    "500, internal_failure, UNREACHABLE",
    "503, '', UNREACHABLE"
  })
  void knowsALoginThatHasEndedFromOneThatIsNotServedNow(int status, String error, Kind kind) {
    var answer = new Answer(status, Map.of(), "{\"error\": \"" + error + "\"}");
    var routes =
        FIXTURES.routes().stream()
            .map(route ->
                route.request().endsWith("/token") ? FixtureApi.answering(route, answer) : route)
            .toList();

    assertThat(
            catchThrowableOfType(
                    ApiException.class, () -> FixtureApi.poll(ANTIGRAVITY, Map.of(), routes))
                .failure()
                .kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "error_403_banned.json, 403, FORBIDDEN",
    "error_403_verify_account.json, 403, FORBIDDEN",
    "error_403_service_disabled.json, 403, FORBIDDEN",
    "error_429_exhausted.json, 429, EXHAUSTED"
  })
  void takesAnAccountForBarredOrUsedUpThoughItsPlanIsTold(String file, int status, Kind kind) {
    assertThat(refused(SUMMARY, file, status).kind()).isEqualTo(kind);
  }

  /// The addresses of Cloud Code that are asked, in order.
  private static List<String> asked(List<Fixtures.Route> routes) {
    var access = FIXTURES.access(ANTIGRAVITY.profile(), Map.of());
    var api = new FixtureApi(ANTIGRAVITY, access, FIXTURES.now(), routes);
    assertThat(ANTIGRAVITY.poll(access, api, FIXTURES.now()).gaps()).isEmpty();
    return api.sent().stream()
        .map(request -> request.url().toString())
        .filter(url -> url.contains("v1internal"))
        .toList();
  }

  /// The failure when `file` answers one request.
  private static Failure refused(String request, String file, int status) {
    var routes = FixtureApi.instead("antigravity", request, file, status);
    return catchThrowableOfType(
            ApiException.class, () -> FixtureApi.poll(ANTIGRAVITY, Map.of(), routes))
        .failure();
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }
}
