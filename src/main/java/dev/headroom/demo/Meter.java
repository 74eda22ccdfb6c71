package dev.headroom.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How much an account spends over time: a weekly rhythm, slow growth, some chance, and a burst
/// that begins when the demo does. A pure function of the moment, so a day read twice is the same.
///
/// @param name seeds the chance
/// @param perDay dollars on a usual working day at `start`
/// @param burst dollars that are spent on top within minutes of `start`
record Meter(String name, double perDay, double burst, Instant start) {

  private static final double GROWTH_PER_DAY = 0.012;
  private static final double BURST_MINUTES = 2.5;

  /// What is spent on a UTC day until a moment, in dollars.
  double onDay(LocalDate day, Instant until) {
    var from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return between(from, earlier(from.plus(Duration.ofDays(1)), until));
  }

  /// What is spent from the first of the month of `at` until `at`, in dollars.
  double inMonth(Instant at) {
    var first = at.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    return between(first.atStartOfDay(ZoneOffset.UTC).toInstant(), at);
  }

  /// What is spent in a span that begins at a full hour, in dollars.
  double between(Instant from, Instant until) {
    if (!from.isBefore(until)) {
      return 0;
    }
    var hours = (int) Duration.between(from, until).toHours();
    var whole =
        IntStream.range(0, hours).mapToDouble(hour -> inHour(from.plus(Duration.ofHours(hour))));
    var last = from.plus(Duration.ofHours(hours));
    var rest = Duration.between(last, until).toMillis() / 3_600_000.0;
    return whole.sum() + inHour(last) * rest + burstUntil(until) - burstUntil(from);
  }

  private double inHour(Instant hour) {
    var at = hour.atOffset(ZoneOffset.UTC);
    var weekend = at.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    var office = 0.25 + 1.5 * Math.exp(-Math.pow((at.getHour() - 13.5) / 4.0, 2));
    var days = Duration.between(start, hour).toHours() / 24.0;
    var chance = new SplittableRandom(name.hashCode() * 31L + hour.getEpochSecond()).nextDouble();
    return perDay
        / 16.7
        * office
        * (weekend ? 0.35 : 1)
        * Math.exp(GROWTH_PER_DAY * days)
        * (0.7 + 0.6 * chance);
  }

  private double burstUntil(Instant at) {
    var minutes = Duration.between(start, at).toMillis() / 60_000.0;
    return minutes <= 0 ? 0 : burst * (1 - Math.exp(-minutes / BURST_MINUTES));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
