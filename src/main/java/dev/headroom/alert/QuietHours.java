package dev.headroom.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Recurring local hours in which notices wait.
///
/// @param from inclusive; `days` are those on which it begins
/// @param to exclusive; not after `from` means the next day
/// @param except the severities that speak all the same
public record QuietHours(
    LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone, Set<Severity> except) {

  public QuietHours {
    days = Set.copyOf(days);
    except = Set.copyOf(except);
  }

  /// When they end, if `now` is in them. Where the clock skips an hour, its times mean those an
  /// hour later; where it repeats one, the first of the two.
  public Optional<Instant> until(Instant now) {
    var today = now.atZone(zone).toLocalDate();
    return Stream.of(today.minusDays(1), today)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !now.isBefore(at(day, from)))
        .map(day -> at(to.isAfter(from) ? day : day.plusDays(1), to))
        .filter(now::isBefore)
        .max(Comparator.naturalOrder());
  }

  private Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }
}
