package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElevenLabsTest {

  private static final ElevenLabs ELEVENLABS = new ElevenLabs();

  @Test
  void readsCharactersVoicesAndThePlan() {
    var report = FixtureApi.poll(ELEVENLABS);

    assertThat(report.plan()).contains("creator");
    assertThat(report.readings())
        .containsExactly(
            quota("Characters", "characters", "41233", "100000")
                .withResetsAt(Instant.parse("2026-12-04T00:00:00Z")),
            quota("Voices", "voices", "4", "30"),
            quota("Professional voices", "voices", "0", "1"),
            Quota.named("Characters today", "characters")
                .withUsed(new BigDecimal("12.5"))
                .withResetsAt(Instant.parse("2026-11-22T00:00:00Z")));
  }

  @Test
  void tellsADayWithoutAnyCharactersAsSuch() {
    var routes =
        FixtureApi.instead(
            "elevenlabs", "GET /v1/usage/character-stats", "usage_character_stats_idle.json", 200);

    assertThat(FixtureApi.poll(ELEVENLABS, Map.of(), routes).quotas().getLast().used())
        .contains(new BigDecimal("0.0"));
  }

  @Test
  void asksForTheDayOnceInAQuarterOfAnHour() {
    var access = Fixtures.of("elevenlabs").access(ELEVENLABS.profile(), Map.of());
    var api = new FixtureApi(ELEVENLABS, access, Fixtures.NOW, Fixtures.of("elevenlabs").routes());

    ELEVENLABS.poll(access, api, Fixtures.NOW);
    ELEVENLABS.poll(access, api, Fixtures.NOW.plusSeconds(300));

    assertThat(api.sent().get(1).keptFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(api.sent().get(3)).as("the same question").isEqualTo(api.sent().get(1));
  }

  @Test
  void takesAnAddressWithTheVersionToo() {
    var base = new Access.Value.Text("https://api.us.elevenlabs.io/v1/");

    assertThat(FixtureApi.poll(ELEVENLABS, Map.of("base-url", base)))
        .isEqualTo(FixtureApi.poll(ELEVENLABS));
  }

  @Test
  void tellsWhatWasChargedBeyondThePlan() {
    assertThat(poll("user_subscription_overage.json", 200).quotas())
        .contains(
            Quota.named("Overage", "USD")
                .withUsed(new BigDecimal("12.75"))
                .withResetsAt(Instant.parse("2026-12-04T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "usage_character_stats_short.json, 200, '$.usage.All: expected as many counts as times, found a list'",
    "error_401_permission.json, 401,"
  })
  void readsOnWithoutTheCharactersOfToday(String file, int status, String reason) {
    var routes = FixtureApi.instead("elevenlabs", "GET /v1/usage/character-stats", file, status);

    var report = FixtureApi.poll(ELEVENLABS, Map.of(), routes);

    assertThat(report.quotas()).hasSize(3);
    assertThat(report.gaps())
        .extracting(gap -> gap.failure().reason())
        .isEqualTo(Stream.ofNullable(reason).toList());
  }

  @Test
  void tellsWhatGoesBeyondTheLimit() {
    var report = poll("user_subscription_extended.json", 200);

    assertThat(report.plan()).contains("scale (past due)");
    assertThat(report.readings())
        .startsWith(
            quota("Characters", "characters", "120000", "100000")
                .withNote("up to 50000 more at extra cost"));
  }

  @Test
  void readsAnUnlimitedExtension() {
    assertThat(poll("user_subscription_unlimited.json", 200).quotas().getFirst().note())
        .contains("beyond the limit at extra cost");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Invalid API key'",
    "error_401_permission.json, 401, FORBIDDEN, 'the credential is not allowed to do this (401): The API key is missing the permission user_read; give the key the permission user_read'",
    "error_401_quota.json, 401, EXHAUSTED, 'quota or money is gone (401): This request exceeds your quota'",
    "error_429.json, 429, RATE_LIMITED, 'asked too often (429): The system is busy'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String file, int status) {
    var routes = FixtureApi.instead("elevenlabs", "GET /v1/user/subscription", file, status);
    return FixtureApi.poll(ELEVENLABS, Map.of(), routes);
  }

  private static Quota quota(String name, String unit, String used, String limit) {
    return Quota.named(name, unit).withLimit(new BigDecimal(limit)).withUsed(new BigDecimal(used));
  }
}
