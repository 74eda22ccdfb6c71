package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeepInfraTest {

  private static final DeepInfra DEEPINFRA = new DeepInfra();
  private static final String CHECKLIST = "GET /payment/checklist";
  private static final String USAGE = "GET /payment/usage";

  /// 23.50 of credit, of which 1.12 are spent but not booked; 112 cents are 1.12 dollars.
  @Test
  void readsCreditLimitAndCost() {
    assertThat(FixtureApi.poll(DEEPINFRA).readings())
        .containsExactly(
            new Balance("Balance", Money.usd("22.38"), false),
            quota("1.12", "100.0"),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("1.12")));
  }

  @Test
  void takesAPositiveBalanceForADebt() {
    var report = poll(CHECKLIST, "payment_checklist_owed.json", 200);

    assertThat(report.balances()).containsExactly(new Balance("Balance", Money.usd("-9.75"), true));
    assertThat(report.quotas()).isEmpty();
  }

  @Test
  void blocksTheLimitOfASuspendedAccount() {
    var report = poll(CHECKLIST, "payment_checklist_limit.json", 200);

    assertThat(report.balances()).containsExactly(new Balance("Balance", Money.usd("5"), true));
    assertThat(report.quotas())
        .containsExactly(
            quota("0", "20").withBlocked().withNote("suspended: Payment review of ***"));
  }

  @Test
  void readsSeveralMonths() {
    assertThat(poll(USAGE, "payment_usage_months.json", 200).spends())
        .containsExactly(
            new Spend(Period.month(YearMonth.of(2026, 10)), Money.usd("900719925.475")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("0.00")));
  }

  @Test
  void marksTheCostThatItCannotRead() {
    var report = poll(USAGE, "payment_usage_odd_month.json", 200);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("cost");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("$.months[0].period: expected a month like 2026.11, found text");
    assertThat(report.balances()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH, 'the credential was refused (401): User is not authenticated'",
    "403, FORBIDDEN, 'the credential is not allowed to do this (403): Forbidden; a key that may read payments is needed, not a scoped one'"
  })
  void saysWhatWentWrong(int status, Kind kind, String reason) {
    var answer = Fixtures.of("deepinfra").answer("error_" + status + ".json", status);
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> FixtureApi.pollChanged(DEEPINFRA, any -> answer));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String request, String file, int status) {
    return FixtureApi.poll(
        DEEPINFRA, Map.of(), FixtureApi.instead("deepinfra", request, file, status));
  }

  private static Quota quota(String used, String limit) {
    return Quota.named("Spending limit", "USD")
        .withLimit(new BigDecimal(limit))
        .withUsed(new BigDecimal(used));
  }
}
