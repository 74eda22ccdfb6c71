package dev.headroom.store;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Days for accounts that tell only what a month has cost so far: a day's figure is what the
/// month's grew by since the reading before.
///
/// The first reading of an account says nothing of any day, except on the 1st, whose figure it is;
/// that day's figure is what has been seen of it since. Growth over days that nobody read is booked
/// on the last of them: sums over weeks and months are right, and today's budget does not speak of
/// money that went before. A correction downwards takes nothing from a day; what comes after it is
/// new once the month exceeds its highest figure, so that no money is counted twice.
final class MonthFigures {

  private static final RowMapper<Seen> SEEN =
      (row, context) ->
          new Seen(
              row.getBigDecimal("booked"),
              row.getTimestamp("seen_at").toInstant(),
              row.getBoolean("days_told"));

  private final Handle handle;
  private final Snapshot snapshot;
  private final LocalDate day;

  private MonthFigures(Handle handle, Snapshot snapshot) {
    this.handle = handle;
    this.snapshot = snapshot;
    this.day = Period.utcDay(snapshot.takenAt());
  }

  /// Keeps the figures of the running month, and what the month before still grew by.
  static void keep(Handle handle, Snapshot snapshot) {
    var figures = new MonthFigures(handle, snapshot);
    for (var spend : snapshot.report().spends()) {
      var month = YearMonth.from(spend.period().from());
      if (spend.period().equals(Period.month(month))) {
        figures.keep(month, spend.amount());
      }
    }
  }

  /// How a month's figure stood at the reading before.
  private record Seen(BigDecimal booked, Instant at, boolean daysTold) {}

  private void keep(YearMonth month, Money money) {
    var running = YearMonth.from(day);
    var before = find(month, money.currency());
    if (!month.equals(running) && (before.isEmpty() || !month.plusMonths(1).equals(running))) {
      return;
    }
    var earlier = find(month.minusMonths(1), money.currency());
    var daysTold = daysTold(money.currency(), before, earlier);
    if (!daysTold) {
      growth(month, money.amount(), before, earlier)
          .ifPresent(grown -> book(target(month, before), money.currency(), grown));
    }
    write(month, money, before, daysTold);
  }

  /// A report that lacks a part may lack the days that the account usually tells.
  private boolean daysTold(String currency, Optional<Seen> before, Optional<Seen> earlier) {
    var now =
        snapshot.report().spends().stream()
            .filter(spend -> spend.period().isDay())
            .map(Spend::amount)
            .anyMatch(money -> money.currency().equals(currency));
    var usually = snapshot.report().isPartial() && earlier.filter(Seen::daysTold).isPresent();
    return now || usually || before.filter(Seen::daysTold).isPresent();
  }

  /// What is new since the reading before, never less than nothing; empty where that is not known.
  private Optional<BigDecimal> growth(
      YearMonth month, BigDecimal amount, Optional<Seen> before, Optional<Seen> earlier) {
    if (before.isPresent()) {
      return before.map(seen -> amount.subtract(seen.booked()).max(BigDecimal.ZERO));
    }
    return earlier.isPresent() || day.equals(month.atDay(1))
        ? Optional.of(amount.max(BigDecimal.ZERO))
        : Optional.empty();
  }

  /// The day that growth is booked on: the reading's, or the last one that was not read.
  private LocalDate target(YearMonth month, Optional<Seen> before) {
    var first = month.atDay(1);
    var since = before.map(seen -> Period.utcDay(seen.at())).orElse(first.minusDays(1));
    var target = since.isBefore(day.minusDays(1)) ? day.minusDays(1) : day;
    return target.isAfter(month.atEndOfMonth()) ? month.atEndOfMonth() : target;
  }

  private Optional<Seen> find(YearMonth month, String currency) {
    return handle
        .createQuery(
            """
            SELECT booked, seen_at, days_told FROM spend_monthly
            WHERE account_id = :account AND month = :month AND currency = :currency
            """)
        .bind("account", snapshot.account())
        .bind("month", month.atDay(1))
        .bind("currency", currency)
        .map(SEEN)
        .findOne();
  }

  private void write(YearMonth month, Money money, Optional<Seen> before, boolean daysTold) {
    handle
        .createUpdate(
            """
            INSERT INTO spend_monthly AS kept
              (account_id, month, currency, amount, booked, seen_at, days_told)
            VALUES (:account, :month, :currency, :amount, :booked, :at, :daysTold)
            ON CONFLICT (account_id, month, currency) DO UPDATE SET
              amount = EXCLUDED.amount, booked = EXCLUDED.booked, seen_at = EXCLUDED.seen_at,
              days_told = EXCLUDED.days_told
            """)
        .bind("account", snapshot.account())
        .bind("month", month.atDay(1))
        .bind("currency", money.currency())
        .bind("amount", money.amount())
        .bind("booked", before.map(Seen::booked).map(money.amount()::max).orElse(money.amount()))
        .bind("at", snapshot.takenAt())
        .bind("daysTold", daysTold)
        .execute();
  }

  private void book(LocalDate target, String currency, BigDecimal grown) {
    handle
        .createUpdate(
            """
            INSERT INTO spend_daily AS kept (account_id, day, currency, amount)
            VALUES (:account, :day, :currency, :grown)
            ON CONFLICT (account_id, day, currency) DO UPDATE SET
              amount = kept.amount + EXCLUDED.amount
            WHERE EXCLUDED.amount <> 0
            """)
        .bind("account", snapshot.account())
        .bind("day", target)
        .bind("currency", currency)
        .bind("grown", grown)
        .execute();
  }
}
