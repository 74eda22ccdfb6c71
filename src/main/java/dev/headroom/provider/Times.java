package dev.headroom.provider;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Moments as vendors write them. Outside of 1970 to 2200 there are none: no vendor means another
/// time than ours, and calendars must not overflow.
final class Times {

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final BigInteger BILLION = BigInteger.TEN.pow(9);

  private Times() {}

  /// ISO 8601 with any offset.
  static Optional<Instant> iso(String text) {
    try {
      return sensible(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// `2026-11-21`, alone or before a time.
  static Optional<LocalDate> date(String text) {
    var day =
        text.length() > 10 && "T ".indexOf(text.charAt(10)) >= 0 ? text.substring(0, 10) : text;
    return iso(day + "T00:00:00Z").map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /// A count since 1970 of units of which a second has ten to the power of `digits`.
  static Optional<Instant> epoch(BigDecimal count, int digits) {
    try {
      var nanos = count.movePointRight(9 - digits).toBigInteger();
      return sensible(
          Instant.ofEpochSecond(
              nanos.divide(BILLION).longValueExact(), nanos.mod(BILLION).longValue()));
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> sensible(Instant at) {
    return at.isBefore(Instant.EPOCH) || at.isAfter(LATEST) ? Optional.empty() : Optional.of(at);
  }
}
