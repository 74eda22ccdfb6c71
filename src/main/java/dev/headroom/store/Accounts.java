package dev.headroom.store;

import dev.headroom.usage.Account;
import dev.headroom.usage.Thresholds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The accounts of the config file, as the database knows them.
public final class Accounts {

  private final List<Account> configured;
  private final InstantSource time;

  public Accounts(List<Account> configured, InstantSource time) {
    this.configured = configured.stream().sorted(Comparator.comparing(Account::id)).toList();
    this.time = time;
  }

  /// Makes the stored accounts those of the config file. One that left it is only marked: its
  /// history stays, and is there again when the account returns.
  public void sync(Handle handle) {
    add(handle);
    handle
        .createUpdate(
            """
            UPDATE account SET removed_at = :now
            WHERE removed_at IS NULL AND id <> ALL (:ids)
            """)
        .bind("now", time.instant())
        .bindArray("ids", String.class, configured.stream().map(Account::id).toList())
        .execute();
  }

  /// Makes the accounts of the config file known, and leaves all others as they are.
  public void add(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('headroom accounts'))");
    upsert(handle);
  }

  /// Those of the config file, by id.
  static List<Account> all(Handle handle) {
    return handle
        .select(
            """
            SELECT id, provider, name, owner, warning, critical, every_seconds
            FROM account
            WHERE removed_at IS NULL
            ORDER BY id
            """)
        .map((row, context) -> read(row))
        .list();
  }

  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        row.getString("provider"),
        row.getString("name"),
        Optional.ofNullable(row.getString("owner")),
        new Thresholds(row.getBigDecimal("warning"), row.getBigDecimal("critical")),
        Duration.ofSeconds(row.getLong("every_seconds")));
  }

  private void upsert(Handle handle) {
    if (configured.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO account (id, provider, name, owner, warning, critical, every_seconds)
            VALUES (:id, :provider, :name, :owner, :warning, :critical, :every)
            ON CONFLICT (id) DO UPDATE SET
              provider = EXCLUDED.provider,
              name = EXCLUDED.name,
              owner = EXCLUDED.owner,
              warning = EXCLUDED.warning,
              critical = EXCLUDED.critical,
              every_seconds = EXCLUDED.every_seconds,
              removed_at = NULL
            """);
    for (var account : configured) {
      batch
          .bind("id", account.id())
          .bind("provider", account.provider())
          .bind("name", account.name())
          .bind("owner", account.owner())
          .bind("warning", account.thresholds().warning())
          .bind("critical", account.thresholds().critical())
          .bind("every", account.every().toSeconds())
          .add();
    }
    batch.execute();
  }
}
