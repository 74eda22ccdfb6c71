package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a 429 of Google's tells of the quotas that were hit.
final class GeminiRefusalTest {

  private static final Gemini GEMINI = new Gemini();
  private static final Fixtures FIXTURES = Fixtures.of("gemini");
  private static final String FLASH = "gemini-3.6-flash";
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Map<String, Access.Value> BARE =
      Map.of(
          "check-model", new Access.Value.Text(""),
          "limits", new Access.Value.Table(Map.of()));

  @ParameterizedTest
  @CsvSource({"error_429_rpd_free.json, 20, free tier", "error_429_rpd_paid.json, 100, tier 2"})
  void replacesAConfiguredLimitByTheOneThatARefusalNames(String file, String limit, String tier) {
    assertThat(refused(file).readings())
        .containsExactly(
            day(FLASH).withLimit(number(limit)).withBlocked().withNote(tier),
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
                .withBlocked()
                .withNote("free tier"));
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
                .withBlocked()
                .withNote("free tier"));
  }

  @Test
  void saysThatAModelIsNotInTheTier() {
    assertThat(FixtureApi.poll(GEMINI, BARE, models("error_429_several.json", 429)).readings())
        .containsExactly(
            day("gemini-3-pro")
                .withLimit(BigDecimal.ZERO)
                .withBlocked()
                .withNote("not in the free tier"),
            Quota.named("tokens/day", "tokens")
                .withLimit(number("9000000000"))
                .withWindow(Duration.ofDays(1))
                .withResetsAt(MIDNIGHT)
                .withBlocked()
                .withNote("free tier"));
  }

  /// The answer names a pause of seconds also where the day is gone.
  @ParameterizedTest
  @CsvSource({
    "error_429_rpd_free.json, EXHAUSTED,",
    "error_429_several.json, EXHAUSTED,",
    "error_429_rpm_free.json, RATE_LIMITED, 2026-11-21T12:00:41Z"
  })
  void tellsAPauseFromADayThatIsGone(String file, Kind kind, @Nullable Instant retryAt) {
    var failure =
        Failures.of(
                GEMINI,
                Request.get(URI.create("https://gemini.test"), "/"),
                FIXTURES.answer(file, 429),
                Fixtures.NOW,
                List.of())
            .failure();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryAt()).isEqualTo(Optional.ofNullable(retryAt));
  }

  private static Report refused(String file) {
    return FixtureApi.pollChanged(GEMINI, any -> FIXTURES.answer(file, 429));
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
