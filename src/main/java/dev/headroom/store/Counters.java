package dev.headroom.store;

import dev.headroom.usage.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where counters that run since their source's start stood at the last poll.
final class Counters {

  private Counters() {}

  /// What a counter grew by since the last poll, and remembers where it stands now.
  static Consumed growth(Handle handle, String account, Usage usage) {
    var now = Consumed.of(usage);
    var model = usage.model().orElse("");
    var before = find(handle, account, model);
    remember(handle, account, model, now);
    return now.growthSince(before);
  }

  private static Optional<Consumed> find(Handle handle, String account, String model) {
    return handle
        .createQuery(
            """
            SELECT tokens_in, tokens_cached, tokens_out, requests
            FROM usage_counter
            WHERE account_id = :account AND model = :model
            """)
        .bind("account", account)
        .bind("model", model)
        .map((row, context) -> read(row))
        .findOne();
  }

  private static void remember(Handle handle, String account, String model, Consumed now) {
    handle
        .createUpdate(
            """
            INSERT INTO usage_counter AS kept
              (account_id, model, tokens_in, tokens_cached, tokens_out, requests)
            VALUES (:account, :model, :tokensIn, :tokensCached, :tokensOut, :requests)
            ON CONFLICT (account_id, model) DO UPDATE SET
              tokens_in = coalesce(EXCLUDED.tokens_in, kept.tokens_in),
              tokens_cached = coalesce(EXCLUDED.tokens_cached, kept.tokens_cached),
              tokens_out = coalesce(EXCLUDED.tokens_out, kept.tokens_out),
              requests = coalesce(EXCLUDED.requests, kept.requests)
            """)
        .bind("account", account)
        .bind("model", model)
        .bind("tokensIn", now.tokensIn())
        .bind("tokensCached", now.tokensCached())
        .bind("tokensOut", now.tokensOut())
        .bind("requests", now.requests())
        .execute();
  }

  private static Consumed read(ResultSet row) throws SQLException {
    return new Consumed(
        number(row, "tokens_in"),
        number(row, "tokens_cached"),
        number(row, "tokens_out"),
        number(row, "requests"));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
