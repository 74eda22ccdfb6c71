package dev.headroom.alert;

import java.time.Duration;

/// A length of time in the two units that matter: `2 h 15 min`, `3 d 4 h`, `40 s`.
final class Lasting {

  private Lasting() {}

  static String of(Duration time) {
    if (time.toDays() > 0) {
      return both(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return both(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String both(long big, String bigUnit, int small, String smallUnit) {
    return big + " " + bigUnit + (small > 0 ? " " + small + " " + smallUnit : "");
  }
}
