package dev.headroom.store;

import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Tokens and requests by day and model, their daily totals, and by the hour in which they were
/// seen to grow.
final class UsageFigures {

  private static final List<String> COLUMNS =
      List.of("tokens_in", "tokens_cached", "tokens_out", "requests");

  private UsageFigures() {}

  /// Keeps a snapshot's figures as each says of itself: in place of the one before, or added to it.
  ///
  /// @param isLatest whether none later is kept; otherwise figures that replace are left out
  static void keep(Handle handle, Snapshot snapshot, boolean isLatest) {
    var totals = new LinkedHashMap<Slot, Consumed>();
    var growth = new LinkedHashMap<Slot, Consumed>();
    for (var usage : snapshot.report().usages()) {
      switch (usage.tally()) {
        case DAY_TOTAL -> totals.put(Slot.of(usage), Consumed.of(usage));
        case SINCE_LAST_POLL -> growth.merge(Slot.of(usage), Consumed.of(usage), Consumed::plus);
        case SINCE_START ->
            growth.merge(
                Slot.of(usage), Counters.growth(handle, snapshot.account(), usage), Consumed::plus);
      }
    }
    if (!isLatest) {
      totals.clear();
    }
    write(handle, snapshot, totals, "coalesce(EXCLUDED.%1$s, kept.%1$s)");
    write(
        handle, snapshot, growth, "coalesce(kept.%1$s + EXCLUDED.%1$s, kept.%1$s, EXCLUDED.%1$s)");
    var days = new ArrayList<String>();
    totals.keySet().forEach(slot -> days.add(slot.day().toString()));
    growth.keySet().forEach(slot -> days.add(slot.day().toString()));
    sum(handle, snapshot, days, !growth.isEmpty());
  }

  private static void write(
      Handle handle, Snapshot snapshot, Map<Slot, Consumed> figures, String change) {
    if (figures.isEmpty()) {
      return;
    }
    var changes =
        COLUMNS.stream().map(column -> column + " = " + change.formatted(column)).toList();
    var update =
        handle
            .createUpdate(
                """
                INSERT INTO model_usage_daily AS kept
                  (account_id, day, model, tokens_in, tokens_cached, tokens_out, requests)
                SELECT :account, CAST(day AS date), model, CAST(tokens_in AS bigint),
                  CAST(tokens_cached AS bigint), CAST(tokens_out AS bigint),
                  CAST(requests AS bigint)
                FROM unnest(:days, :models, :tokensIn, :tokensCached, :tokensOut, :requests)
                  AS given (day, model, tokens_in, tokens_cached, tokens_out, requests)
                ON CONFLICT (account_id, day, model) DO UPDATE SET %s
                """
                    .formatted(String.join(", ", changes)))
            .bind("account", snapshot.account());
    var slots = List.copyOf(figures.keySet());
    var consumed = List.copyOf(figures.values());
    update.bindArray(
        "days", String.class, slots.stream().map(slot -> slot.day().toString()).toList());
    update.bindArray("models", String.class, slots.stream().map(Slot::model).toList());
    bind(update, "tokensIn", consumed, Consumed::tokensIn);
    bind(update, "tokensCached", consumed, Consumed::tokensCached);
    bind(update, "tokensOut", consumed, Consumed::tokensOut);
    bind(update, "requests", consumed, Consumed::requests);
    update.execute();
  }

  private static void bind(
      SqlStatement<?> statement,
      String name,
      List<Consumed> consumed,
      Function<Consumed, Optional<Long>> part) {
    var values = new ArrayList<String>();
    consumed.forEach(each -> values.add(part.apply(each).map(String::valueOf).orElse(null)));
    statement.bindArray(name, String.class, values);
  }

  /// Sums the days anew. A figure of the account as a whole is its total; models are added up only
  /// where there is none, so that nothing counts twice.
  private static void sum(Handle handle, Snapshot snapshot, List<String> days, boolean grows) {
    if (days.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            WITH total AS (
              SELECT day, %s
              FROM model_usage_daily
              WHERE account_id = :account AND day = ANY (CAST(:days AS date[]))
              GROUP BY day
            ), step AS (
              SELECT coalesce(total.tokens_in + total.tokens_out,
                  total.tokens_in, total.tokens_out) AS tokens,
                coalesce(before.tokens_in + before.tokens_out,
                  before.tokens_in, before.tokens_out) AS tokens_before,
                total.requests AS requests,
                before.requests AS requests_before
              FROM total LEFT JOIN usage_daily before
                ON before.account_id = :account AND before.day = total.day
              WHERE total.day = CAST(CAST(:at AS timestamptz) AT TIME ZONE 'UTC' AS date)
            ), hourly AS (
              INSERT INTO usage_hourly AS kept (account_id, hour, tokens, requests)
              SELECT :account, date_trunc('hour', CAST(:at AS timestamptz), 'UTC'),
                CASE WHEN tokens_before IS NOT NULL THEN greatest(tokens - tokens_before, 0)
                  WHEN :whole THEN tokens END,
                CASE WHEN requests_before IS NOT NULL THEN greatest(requests - requests_before, 0)
                  WHEN :whole THEN requests END
              FROM step
              ON CONFLICT (account_id, hour) DO UPDATE SET
                tokens = coalesce(kept.tokens + EXCLUDED.tokens, kept.tokens, EXCLUDED.tokens),
                requests = coalesce(
                  kept.requests + EXCLUDED.requests, kept.requests, EXCLUDED.requests)
            )
            INSERT INTO usage_daily
              (account_id, day, tokens_in, tokens_cached, tokens_out, requests)
            SELECT :account, day, tokens_in, tokens_cached, tokens_out, requests FROM total
            ON CONFLICT (account_id, day) DO UPDATE SET
              tokens_in = EXCLUDED.tokens_in,
              tokens_cached = EXCLUDED.tokens_cached,
              tokens_out = EXCLUDED.tokens_out,
              requests = EXCLUDED.requests
            """
                .formatted(String.join(", ", COLUMNS.stream().map(UsageFigures::total).toList())))
        .bind("account", snapshot.account())
        .bind("at", snapshot.takenAt())
        .bind("whole", grows || isFirstHour(snapshot.takenAt()))
        .bindArray("days", String.class, days)
        .execute();
  }

  /// Whether all that the UTC day has by then is of its first hour.
  private static boolean isFirstHour(Instant at) {
    return at.atZone(ZoneOffset.UTC).getHour() == 0;
  }

  private static String total(String column) {
    return """
    coalesce(max(%1$s) FILTER (WHERE model = ''),
      CAST(sum(%1$s) FILTER (WHERE model <> '') AS bigint)) AS %1$s\
    """
        .formatted(column);
  }

  private record Slot(LocalDate day, String model) {
    static Slot of(Usage usage) {
      return new Slot(usage.day(), usage.model().orElse(""));
    }
  }
}
