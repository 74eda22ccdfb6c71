package dev.headroom.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Whole UTC days, as providers bill: from `from` up to, but not including, `until`.
public record Period(LocalDate from, LocalDate until) {

  public Period {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("period: must end after " + from + ", was " + until);
    }
  }

  public static Period day(LocalDate day) {
    return new Period(day, day.plusDays(1));
  }

  public static Period month(YearMonth month) {
    return new Period(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  public static LocalDate utcDay(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  public boolean isDay() {
    return from.plusDays(1).equals(until);
  }
}
