package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DailySpendTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final DailySpend spend = new DailySpend();

  @Test
  void keepsCurrenciesApart() {
    spend.add(day(20), Money.usd("1.50"));
    spend.add(day(20), new Money(new BigDecimal("9"), "CNY"));
    spend.add(day(20), Money.usd("0.25"));

    assertThat(spend.readings(NOW))
        .containsExactly(
            new Spend(Period.day(day(20)), new Money(new BigDecimal("9"), "CNY")),
            new Spend(Period.day(day(20)), Money.usd("1.75")),
            new Spend(Period.month(YearMonth.of(2026, 11)), new Money(new BigDecimal("9"), "CNY")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("1.75")));
  }

  @Test
  void knowsNoMonthOfWhichNoDayIsKnown() {
    spend.add(LocalDate.of(2026, 10, 31), Money.usd("7"));

    assertThat(spend.monthToDate(NOW, "USD")).isEmpty();
    assertThat(spend.readings(NOW)).hasSize(1);
  }

  @Test
  void knowsAMonthThatWasFreeSoFar() {
    spend.add(day(1), Money.zero("USD"));

    assertThat(spend.monthToDate(NOW, "USD")).contains(Money.usd("0"));
    assertThat(spend.monthToDate(NOW, "EUR")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z",
    "2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2028-02-29T10:00:00Z, 2028-03-01T00:00:00Z"
  })
  void endsTheMonthAtMidnightUtc(Instant now, Instant end) {
    assertThat(DailySpend.monthEnd(now)).isEqualTo(end);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 11, day);
  }
}
