package dev.headroom.command;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments and spans of time as people read them: `3h 45m`, `4 min ago`.
public final class Times {

  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final DateTimeFormatter UTC_DAY =
      DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Times() {}

  /// The two largest parts: `9d 10h`, `3h 45m`, `12m`, `<1m`.
  public static String duration(Duration span) {
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      return "<1m";
    }
    if (span.toDays() > 0) {
      return two(span.toDays() + "d", span.toHoursPart(), "h");
    }
    return span.toHours() > 0
        ? two(span.toHours() + "h", span.toMinutesPart(), "m")
        : span.toMinutes() + "m";
  }

  /// The largest part alone, for where little room is: `4h`.
  static String brief(Duration span) {
    return duration(span).split(" ", 2)[0];
  }

  /// What stands after "per": `minute`, `hour`, `day`, `5h`.
  static String unit(Duration span) {
    var written = duration(span);
    return switch (written) {
      case "1m" -> "minute";
      case "1h" -> "hour";
      case "1d" -> "day";
      default -> written;
    };
  }

  /// `just now`, `4 min ago`, `3h ago`, `2d ago`.
  public static String ago(Instant then, Instant now) {
    var span = Duration.between(then, now);
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      return "just now";
    }
    return span.toHours() > 0 ? brief(span) + " ago" : span.toMinutes() + " min ago";
  }

  /// Adds ", resets in 3h 45m, at 15:20", the time in the reader's own zone.
  static Prose until(Prose prose, String verb, Instant at, Instant now) {
    return at(
        prose.words(", " + verb + " in " + duration(Duration.between(now, at)) + ", "), at, now);
  }

  /// Adds "at 15:20", or with the date when that is not within half a day.
  static Prose at(Prose prose, Instant at, Instant now) {
    return isNear(at, now)
        ? prose.when("at", at, Span.Style.TIME)
        : prose.when("on", at, Span.Style.DATE_TIME);
  }

  /// Adds "since 09:12", or with the date when that is not within half a day.
  static Prose since(Prose prose, Instant at, Instant now) {
    return prose.when("since", at, isNear(at, now) ? Span.Style.TIME : Span.Style.DATE_TIME);
  }

  /// Adds "until 15:20", or with the date when that is not within half a day.
  static Prose ending(Prose prose, Instant at, Instant now) {
    return prose.when("until", at, isNear(at, now) ? Span.Style.TIME : Span.Style.DATE_TIME);
  }

  /// A UTC day as providers count them, whatever the reader's zone: `Nov 12`.
  static String utcDay(Instant slot) {
    return UTC_DAY.format(slot);
  }

  private static boolean isNear(Instant at, Instant now) {
    return Duration.between(at, now).abs().compareTo(HALF_A_DAY) < 0;
  }

  private static String two(String large, int small, String unit) {
    return small == 0 ? large : large + " " + small + unit;
  }
}
