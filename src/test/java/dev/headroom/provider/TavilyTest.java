package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TavilyTest {

  private static final Tavily TAVILY = new Tavily();

  @Test
  void readsThePlanWhatIsBeyondItAndTheKey() {
    var report = FixtureApi.poll(TAVILY);

    assertThat(report.plan()).contains("Bootstrap");
    assertThat(report.readings())
        .containsExactly(
            quota("Plan", "2210", "4000"),
            quota("Pay as you go", "10", "200"),
            quota("Key limit", "610", "900"));
  }

  @Test
  void takesALimitOfZeroBeyondThePlanForNone() {
    assertThat(poll("usage_unlimited_key.json", 200).readings())
        .containsExactly(quota("Plan", "1001", "1000"));
  }

  @Test
  void readsAPlanWithoutLimits() {
    var report = poll("usage_without_limits.json", 200);

    assertThat(report.plan()).contains("Enterprise");
    assertThat(report.readings())
        .containsExactly(
            Quota.named("Plan", "credits").withUsed(new BigDecimal("2210")).withNote("no limit"));
  }

  @ParameterizedTest
  @CsvSource({
    "usage_empty.json, 200, UNREADABLE, '$.account.plan_usage: expected a number, found nothing'",
    "error_401.json, 401, AUTH, 'the credential was refused (401): Unauthorized: missing or invalid API key'",
    "error_429.json, 429, RATE_LIMITED, 'asked too often (429): Your request has been blocked due to excessive requests'",
    "error_432.json, 432, EXHAUSTED, 'quota or money is gone (432): This request exceeds your plan''s set usage limit'",
    "error_433.json, 433, EXHAUSTED, 'quota or money is gone (433): This request exceeds the pay-as-you-go limit'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String file, int status) {
    return FixtureApi.poll(
        TAVILY, Map.of(), FixtureApi.instead("tavily", "GET /usage", file, status));
  }

  private static Quota quota(String name, String used, String limit) {
    return Quota.named(name, "credits")
        .withLimit(new BigDecimal(limit))
        .withUsed(new BigDecimal(used));
  }
}
