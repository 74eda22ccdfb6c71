package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
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
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiTest {

  private static final Gemini GEMINI = new Gemini();
  private static final Fixtures FIXTURES = Fixtures.of("gemini");
  private static final String FLASH = "gemini-3.6-flash";
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Map<String, Access.Value> BARE =
      Map.of(
          "check-model", new Access.Value.Text(""),
          "limits", new Access.Value.Table(Map.of()));

  @Test
  void labelsTheLimitsOfTheConfigFileAsConfigured() {
    assertThat(FixtureApi.poll(GEMINI).readings())
        .containsExactly(
            day(FLASH).withLimit(number("20")).withNote("configured"),
            minute(FLASH, "requests").withLimit(number("5")).withNote("configured"),
            minute(FLASH, "tokens").withLimit(number("250000")).withNote("configured"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T07:59:59Z, 2026-11-21T08:00:00Z",
    "2026-11-21T08:00:00Z, 2026-11-22T08:00:00Z",
    "2026-11-01T05:00:00Z, 2026-11-01T07:00:00Z",
    "2026-11-01T12:00:00Z, 2026-11-02T08:00:00Z",
    "2026-03-08T12:00:00Z, 2026-03-09T07:00:00Z"
  })
  void beginsADayAtMidnightPacificTime(Instant now, Instant reset) {
    var access = FIXTURES.access(GEMINI.profile(), Map.of());
    var api = new FixtureApi(GEMINI, access, now, FIXTURES.routes());

    assertThat(GEMINI.poll(access, api, now).quotas().getFirst().resetsAt()).contains(reset);
  }

  @Test
  void tellsNothingOfAGoodKeyWithoutConfiguredLimits() {
    var access = FIXTURES.access(GEMINI.profile(), BARE);
    var api = new FixtureApi(GEMINI, access, Fixtures.NOW, models("models.json", 200));

    assertThat(GEMINI.poll(access, api, Fixtures.NOW)).isEqualTo(Report.of(List.of()));
    assertThat(api.sent().getFirst().credentials())
        .extracting(Request.Hidden::name)
        .containsExactly("x-goog-api-key");
    assertThat(api.sent().getFirst().query()).containsExactly(new Request.Field("pageSize", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "error_400_invalid_key.json, 400, AUTH, 'the credential was refused (400): API key not valid. Please pass a valid API key; make a new key, at aistudio.google.com/apikey or of the service account'",
    "error_402.json, 402, EXHAUSTED, 'quota or money is gone (402): Payment required for this project'",
    "error_404.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): models/gemini-9 is not found for API version v1beta, or is not supported for countTokens. Call ListModels to see the list of available models and their supported methods'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): Requests from this key are blocked; let the key use the Generative Language API, and the service account be Monitoring Viewer'",
    "error_429_odd.json, 429, RATE_LIMITED, 'asked too often (429): Resource has been exhausted (e.g. check quota)'",
    "error_503.json, 503, UNREACHABLE, 'the provider failed (503): The model is overloaded. Please try again later'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"count_tokens.json", "generate_content.json"})
  void understandsOnlyAListOfModels(String file) {
    assertThatThrownBy(() -> FixtureApi.poll(GEMINI, BARE, models(file, 200)))
        .hasMessage("UNREADABLE: $.models: expected a list, found nothing");
  }

  @Test
  void takesNoUsageOfOthersForItsOwnCount() {
    assertThatThrownBy(() -> poll("generate_content.json", 200))
        .hasMessage("UNREADABLE: $.totalTokens: expected a whole number, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", FLASH})
  void checksAKeyOnceInFifteenMinutesAsThatMayCountAgainstItsMinute(String model) {
    var access =
        FIXTURES.access(GEMINI.profile(), Map.of("check-model", new Access.Value.Text(model)));
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.addAll(models("models.json", 200));
    var api = new FixtureApi(GEMINI, access, Fixtures.NOW, routes);

    GEMINI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent()).extracting(Request::keptFor).containsExactly(Duration.ofMinutes(15));
  }

  @Test
  void knowsEveryDimensionThatAiStudioShows() {
    var limits =
        Map.of(
            "imagen-5",
            Map.of(
                "ipm", number("10"), "tpd", number("7"), "rpd", number("70"), "rpm", number("4")));
    var report =
        FixtureApi.poll(
            GEMINI, Map.of("limits", new Access.Value.Table(limits)), FIXTURES.routes());

    assertThat(report.quotas())
        .containsExactly(
            day("imagen-5").withLimit(number("70")).withNote("configured"),
            minute("imagen-5", "requests").withLimit(number("4")).withNote("configured"),
            minute("imagen-5", "images").withLimit(number("10")).withNote("configured"),
            Quota.named("imagen-5: tokens/day", "tokens")
                .withMembers(List.of("imagen-5"))
                .withWindow(Duration.ofDays(1))
                .withResetsAt(MIDNIGHT)
                .withLimit(number("7"))
                .withNote("configured"));
  }

  private static Report poll(String file, int status) {
    return FixtureApi.pollChanged(GEMINI, any -> FIXTURES.answer(file, status));
  }

  private static List<Fixtures.Route> models(String file, int status) {
    return List.of(
        new Fixtures.Route(
            "GET /v1beta/models", Map.of(), Optional.empty(), FIXTURES.answer(file, status)));
  }

  private static Quota day(String model) {
    return Quota.named(model + ": requests/day", "requests")
        .withMembers(List.of(model))
        .withWindow(Duration.ofDays(1))
        .withResetsAt(MIDNIGHT);
  }

  private static Quota minute(String model, String unit) {
    return Quota.named(model + ": " + unit + "/min", unit)
        .withMembers(List.of(model))
        .withWindow(Duration.ofMinutes(1));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
