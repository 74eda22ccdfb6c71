package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @CsvSource({"error_429_rpd_free.json, 20", "error_429_rpd_paid.json, 100"})
  void replacesAConfiguredLimitByTheOneThatARefusalNames(String file, String limit) {
    assertThat(refused(file).readings())
        .containsExactly(
            day(FLASH).withLimit(number(limit)).withBlocked(),
            minute(FLASH, "requests").withLimit(number("5")).withNote("configured"),
            minute(FLASH, "tokens").withLimit(number("250000")).withNote("configured"));
  }

  @Test
  void waitsOutAMinuteForAsLongAsTheAnswerSays() {
    assertThat(refused("error_429_rpm_free.json").quotas())
        .contains(
            minute(FLASH, "requests")
                .withLimit(number("5"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:41Z"))
                .withBlocked());
  }

  @Test
  void keepsTheConfiguredLimitWhereARefusalNamesNone() {
    assertThat(refused("error_429_tpm_free_no_value.json").quotas().getLast())
        .isEqualTo(
            minute(FLASH, "tokens")
                .withLimit(number("250000"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:12.905518302Z"))
                .withBlocked()
                .withNote("configured"));
  }

  @Test
  void knowsNoLimitWhereNeitherNamesOne() {
    assertThat(
            FixtureApi.poll(GEMINI, BARE, models("error_429_tpm_free_no_value.json", 429))
                .readings())
        .containsExactly(
            minute(FLASH, "tokens")
                .withResetsAt(Instant.parse("2026-11-21T12:00:12.905518302Z"))
                .withBlocked());
  }

  @Test
  void saysThatAModelIsNotInTheTier() {
    assertThat(FixtureApi.poll(GEMINI, BARE, models("error_429_several.json", 429)).readings())
        .containsExactly(
            day("gemini-3-pro")
                .withLimit(BigDecimal.ZERO)
                .withBlocked()
                .withNote("not in this tier"),
            Quota.named("tokens/day", "tokens")
                .withLimit(number("9000000000"))
                .withWindow(Duration.ofDays(1))
                .withResetsAt(MIDNIGHT)
                .withBlocked());
  }

  @ParameterizedTest
  @CsvSource({
    "error_400_invalid_key.json, 400, AUTH, 'the credential was refused (400): API key not valid. Please pass a valid API key; make a new key, at aistudio.google.com/apikey or of the service account'",
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
  @CsvSource({
    "error_429_rpd_free.json, EXHAUSTED",
    "error_429_several.json, EXHAUSTED",
    "error_429_rpm_free.json, RATE_LIMITED"
  })
  void tellsAPauseFromADayThatIsGone(String file, Kind kind) {
    assertThat(
            Failures.of(
                    GEMINI,
                    Request.get(URI.create("https://gemini.test"), "/"),
                    FIXTURES.answer(file, 429),
                    Fixtures.NOW,
                    List.of())
                .failure()
                .kind())
        .isEqualTo(kind);
  }

  @Test
  void understandsOnlyAListOfModels() {
    assertThatThrownBy(() -> FixtureApi.poll(GEMINI, BARE, models("count_tokens.json", 200)))
        .hasMessage("UNREADABLE: $.models: expected a list, found nothing");
  }

  private static Report refused(String file) {
    return poll(file, 429);
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
