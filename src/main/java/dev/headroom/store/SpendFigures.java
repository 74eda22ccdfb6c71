package dev.headroom.store;

import dev.headroom.usage.Money;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Spend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Money by day, and by the hour in which it was seen to grow.
final class SpendFigures {

  private SpendFigures() {}

  /// Keeps the daily figures of a snapshot, each in place of the one before. What today's figure
  /// grew by since the last poll is the hour's; the first figure of a day is nobody's hour, unless
  /// the day has had only one.
  static void keep(Handle handle, Snapshot snapshot) {
    var figures = new LinkedHashMap<Slot, Money>();
    snapshot.report().spends().stream()
        .filter(spend -> spend.period().isDay())
        .forEach(spend -> figures.put(Slot.of(spend), spend.amount()));
    if (figures.isEmpty()) {
      return;
    }
    var days = new ArrayList<String>();
    var currencies = new ArrayList<String>();
    var amounts = new ArrayList<String>();
    figures.forEach((slot, money) -> {
      days.add(slot.day().toString());
      currencies.add(slot.currency());
      amounts.add(money.amount().toPlainString());
    });
    write(handle, snapshot, days, currencies, amounts);
  }

  private static void write(
      Handle handle,
      Snapshot snapshot,
      List<String> days,
      List<String> currencies,
      List<String> amounts) {
    handle
        .createUpdate(
            """
            WITH given AS (
              SELECT CAST(day AS date) AS day, currency, CAST(amount AS numeric) AS amount
              FROM unnest(:days, :currencies, :amounts) AS given (day, currency, amount)
            ), hourly AS (
              INSERT INTO spend_hourly AS kept (account_id, hour, currency, amount)
              SELECT :account, date_trunc('hour', CAST(:at AS timestamptz), 'UTC'),
                given.currency, greatest(given.amount - coalesce(before.amount, 0), 0)
              FROM given LEFT JOIN spend_daily before ON before.account_id = :account
                AND before.day = given.day AND before.currency = given.currency
              WHERE given.day = CAST(CAST(:at AS timestamptz) AT TIME ZONE 'UTC' AS date)
                AND (before.day IS NOT NULL
                  OR extract(hour FROM CAST(:at AS timestamptz) AT TIME ZONE 'UTC') = 0)
              ON CONFLICT (account_id, hour, currency) DO UPDATE SET
                amount = kept.amount + EXCLUDED.amount
            )
            INSERT INTO spend_daily AS kept (account_id, day, currency, amount)
            SELECT :account, day, currency, amount FROM given
            ON CONFLICT (account_id, day, currency) DO UPDATE SET amount = EXCLUDED.amount
            WHERE kept.amount <> EXCLUDED.amount
            """)
        .bind("account", snapshot.account())
        .bind("at", snapshot.takenAt())
        .bindArray("days", String.class, days)
        .bindArray("currencies", String.class, currencies)
        .bindArray("amounts", String.class, amounts)
        .execute();
  }

  private record Slot(LocalDate day, String currency) {
    static Slot of(Spend spend) {
      return new Slot(spend.period().from(), spend.amount().currency());
    }
  }
}
