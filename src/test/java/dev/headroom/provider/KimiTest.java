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
