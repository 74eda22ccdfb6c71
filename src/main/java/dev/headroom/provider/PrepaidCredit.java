package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What is left of a credit that the config file tells, at vendors that tell no balance: the amount
/// on a day, less what the days since then have cost.
///
/// @param amount in USD, as the vendor's console showed it
/// @param since the day that the console was read, from 00:00 UTC
record PrepaidCredit(BigDecimal amount, LocalDate since) {

  private static final String CREDIT = "credit";
  private static final String SINCE = "credit-since";
  private static final int KNOWN_DAYS = 30;
  private static final int MOST_DAYS = 365;

  static Option amountOption() {
    return Option.number(
            CREDIT,
            "the prepaid credit in USD as the console showed it, which the API doesn't tell")
        .beside(SINCE);
  }

  static Option sinceOption() {
    return Option.text(SINCE, "the day on which it did, from which costs come off: 2026-11-01")
        .matching("\\d{4}-\\d{2}-\\d{2}", "be a day, like 2026-11-01");
  }

  static boolean isGiven(Access access) {
    return access.findNumber(CREDIT).isPresent();
  }

  /// The first day whose cost must be known.
  static LocalDate firstDay(Access access, Instant now) {
    var today = Period.utcDay(now);
    return access
        .findText(SINCE)
        .filter(day -> isGiven(access))
        .flatMap(Times::date)
        .filter(day -> day.isBefore(today.minusDays(KNOWN_DAYS)))
        .filter(day -> !day.isBefore(today.minusDays(MOST_DAYS)))
        .orElse(today.minusDays(KNOWN_DAYS));
  }

  /// The credit that is configured.
  ///
  /// @throws ApiException not available, when its day is missing, or none of the last year
  static PrepaidCredit read(Access access, Instant now) {
    var today = Period.utcDay(now);
    return access
        .findText(SINCE)
        .flatMap(Times::date)
        .filter(day -> !day.isBefore(today.minusDays(MOST_DAYS)) && !day.isAfter(today))
        .map(day -> new PrepaidCredit(access.findNumber(CREDIT).orElseThrow(), day))
        .orElseThrow(() -> wrong(SINCE + " must be a day of the last year, like 2026-11-01"));
  }

  /// What is left after `spend`, all of which is of this credit.
  ///
  /// @param part the project or workspace that `spend` is of, whose cost isn't all
  Balance left(Optional<DailySpend> spend, Optional<String> part) {
    if (part.isPresent()) {
      throw wrong(CREDIT + " is the whole organization's, not that of a part of it");
    }
    var spent =
        spend
            .filter(known -> !known.days().isEmpty())
            .orElseThrow(() -> wrong("what was spent since is not known"))
            .since(since, "USD");
    return new Balance("Credit, computed", new Money(amount.subtract(spent), "USD"), false);
  }

  private static ApiException wrong(String reason) {
    return ApiException.of(Failure.Kind.NOT_AVAILABLE, reason);
  }
}
