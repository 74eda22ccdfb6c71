package dev.headroom.provider;

import java.time.Duration;

/// What people call a window of some length: `5 hours`, `7 days`.
final class WindowName {

  private WindowName() {}

  static String of(Duration length) {
    if (length.equals(Duration.ofDays(7))) {
      return "Week";
    }
    if (isWhole(length, Duration.ofDays(1))) {
      return count(length.toDays(), "day");
    }
    if (isWhole(length, Duration.ofHours(1))) {
      return count(length.toHours(), "hour");
    }
    return isWhole(length, Duration.ofMinutes(1))
        ? count(length.toMinutes(), "minute")
        : count(length.toSeconds(), "second");
  }

  private static boolean isWhole(Duration length, Duration unit) {
    return length.compareTo(unit) >= 0 && length.toSeconds() % unit.toSeconds() == 0;
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
