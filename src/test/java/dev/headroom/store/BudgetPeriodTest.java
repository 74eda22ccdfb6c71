package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Budget.Rhythm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "DAILY, UTC, 2026-11-21T12:00:00Z, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z, 2026-11-21, 2026-11-22",
    "WEEKLY, UTC, 2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-16, 2026-11-23",
    "MONTHLY, UTC, 2026-12-31T23:59:59Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z, 2026-12-01, 2027-01-01",
    "MONTHLY, Europe/Berlin, 2026-10-31T23:30:00Z, 2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z, 2026-11-01, 2026-12-01",
    "DAILY, America/New_York, 2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, 2026-11-02, 2026-11-03",
  })
  void runsFromMidnightToMidnight(
      Rhythm rhythm,
      String zone,
      Instant now,
      Instant from,
      Instant until,
      LocalDate firstDay,
      LocalDate endDay) {
    var period = BudgetPeriod.of(rhythm, ZoneId.of(zone), now);

    assertThat(period).isEqualTo(new BudgetPeriod(from, until));
    assertThat(period.firstDay()).isEqualTo(firstDay);
    assertThat(period.endDay()).isEqualTo(endDay);
  }
}
