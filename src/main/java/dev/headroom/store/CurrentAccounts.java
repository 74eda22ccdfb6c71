package dev.headroom.store;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.Current;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What is known of each account of the config file right now.
final class CurrentAccounts {

  private CurrentAccounts() {}

  static List<Current> all(Handle handle) {
    return handle
        .select(
            """
            SELECT account.id, account.provider, account.name, account.owner, account.warning,
              account.critical, account.every_seconds,
              current.report, current.report_at, current.trouble_kind, current.trouble_reason,
              current.trouble_retry_at, current.trouble_since,
              poll.next_at
            FROM account
              LEFT JOIN account_current current ON current.account_id = account.id
              LEFT JOIN account_poll poll ON poll.account_id = account.id
            WHERE account.removed_at IS NULL
            ORDER BY account.id
            """)
        .map((row, context) -> read(row))
        .list();
  }

  private static Current read(ResultSet row) throws SQLException {
    return new Current(
        Accounts.read(row),
        snapshot(row),
        failure(row),
        moment(row, "trouble_since"),
        moment(row, "next_at"));
  }

  private static Optional<Snapshot> snapshot(ResultSet row) throws SQLException {
    var at = moment(row, "report_at");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Snapshot(row.getString("id"), at.get(), ReadingJson.read(row.getString("report"))));
  }

  private static Optional<Failure> failure(ResultSet row) throws SQLException {
    var kind = row.getString("trouble_kind");
    if (kind == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            Failure.Kind.valueOf(kind),
            row.getString("trouble_reason"),
            moment(row, "trouble_retry_at")));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
