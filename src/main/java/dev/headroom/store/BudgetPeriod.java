package dev.headroom.store;

import dev.headroom.usage.Budget.Rhythm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/// The running period of a budget: from midnight to midnight in the team's time zone. Weeks begin
/// on Monday.
record BudgetPeriod(Instant from, Instant until) {

  static BudgetPeriod of(Rhythm rhythm, ZoneId zone, Instant now) {
    var today = now.atZone(zone).toLocalDate();
    var first =
        switch (rhythm) {
          case DAILY -> today;
          case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTHLY -> today.withDayOfMonth(1);
        };
    var next =
        switch (rhythm) {
          case DAILY -> first.plusDays(1);
          case WEEKLY -> first.plusWeeks(1);
          case MONTHLY -> first.plusMonths(1);
        };
    return new BudgetPeriod(
        first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
  }

  /// The first UTC day that counts. Providers bill UTC days, which can't be cut: a day belongs to
  /// the period in which it begins.
  LocalDate firstDay() {
    return dayFrom(from);
  }

  /// The first UTC day that no longer counts.
  LocalDate endDay() {
    return dayFrom(until);
  }

  private static LocalDate dayFrom(Instant at) {
    var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(at) ? day.plusDays(1) : day;
  }
}
