package dev.headroom.alert;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

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
}
