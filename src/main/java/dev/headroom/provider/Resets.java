package dev.headroom.provider;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// When a window starts again, in every form that headers use: a span as Go writes it (`6m0s`,
/// `20ms`, `2m59.56s`), seconds from now, an ISO 8601 time, or seconds or milliseconds since 1970.
public final class Resets {

  private static final Pattern PIECE = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|us|µs|ns|s|d)");
  private static final Pattern SPAN = Pattern.compile("(?:" + PIECE.pattern() + ")+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final BigDecimal MILLIS = new BigDecimal("1e12");
  private static final BigDecimal SECONDS = new BigDecimal("1e9");
  private static final int LONGEST = 40;

  private Resets() {}

  /// The moment `text` means; empty when it is none of these, or unknown (`-1`).
  public static Optional<Instant> at(String text, Instant now) {
    var value = text.strip();
    if (NUMBER.matcher(value).matches()) {
      return Optional.of(number(new BigDecimal(value), now));
    }
    return duration(value).map(now::plus).or(() -> moment(value));
  }

  /// A span such as `1h2m`, `20ms` or `7.66s`.
  public static Optional<Duration> duration(String text) {
    var value = text.strip();
    if (value.length() > LONGEST || !SPAN.matcher(value).matches()) {
      return Optional.empty();
    }
    var nanos = BigDecimal.ZERO;
    var pieces = PIECE.matcher(value);
    while (pieces.find()) {
      nanos = nanos.add(new BigDecimal(pieces.group(1)).multiply(nanos(pieces.group(2))));
    }
    var limit = BigDecimal.valueOf(Duration.ofDays(400).toNanos());
    return nanos.compareTo(limit) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.longValue()));
  }

  private static BigDecimal nanos(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "d" -> 86_400_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "s" -> 1_000_000_000L;
          case "ms" -> 1_000_000L;
          case "ns" -> 1L;
          default -> 1_000L;
        });
  }

  private static Instant number(BigDecimal value, Instant now) {
    if (value.compareTo(MILLIS) >= 0) {
      return Instant.ofEpochMilli(value.longValue());
    }
    if (value.compareTo(SECONDS) >= 0) {
      return Instant.ofEpochSecond(value.longValue());
    }
    return now.plusNanos(value.movePointRight(9).longValue());
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
