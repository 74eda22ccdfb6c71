package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.usage.Suggestion;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The forms of times: durations, times of day, days, zones.
final class Moments {

  private static final String DURATION = "\\d{1,6}[smhd]";
  private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  private Moments() {}

  /// A duration like `30s`, `5m`, `4h` or `7d`, within bounds.
  static Scalar<Duration> duration(Duration min, Duration max) {
    return Scalar.of(
        Schema.matching(DURATION),
        text -> {
          if (!text.matches(DURATION)) {
            return new Misfit<>("be a duration like 30s, 5m, 4h or 7d");
          }
          var duration = parse(text);
          if (duration.compareTo(min) < 0) {
            return new Misfit<>("be at least " + words(min));
          }
          return duration.compareTo(max) > 0
              ? new Misfit<>("be at most " + words(max))
              : new Fits<>(duration);
        });
  }

  private static Duration parse(String text) {
    var amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /// The form that config files hold, in the largest unit that needs no fraction.
  static String words(Duration duration) {
    var seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  static Scalar<LocalTime> time() {
    return Scalar.of(
        Schema.matching(CLOCK.pattern()),
        text ->
            CLOCK.matcher(text).matches()
                ? new Fits<>(LocalTime.parse(text))
                : new Misfit<>("be a time of day like \"22:00\""));
  }

  /// A day of the week: `mon` to `sun`.
  static Scalar<DayOfWeek> day() {
    Map<String, DayOfWeek> days = new LinkedHashMap<>();
    Arrays.stream(DayOfWeek.values())
        .forEach(day -> days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day));
    return Values.word(days);
  }

  /// A zone by its IANA name.
  static Scalar<ZoneId> zone() {
    return Scalar.of(
        Schema.text(),
        text -> {
          var known = ZoneId.getAvailableZoneIds();
          return known.contains(text)
              ? new Fits<>(ZoneId.of(text))
              : new Misfit<>(
                  "be a time zone like Europe/Berlin or UTC",
                  Suggestion.closest(text, known)
                      .map("; did you mean \"%s\"?"::formatted)
                      .orElse(""));
        });
  }
}
