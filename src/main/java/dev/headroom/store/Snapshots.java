package dev.headroom.store;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keeps what polls bring, within the poll's transaction: the raw snapshot, what is known now, and
/// the roll-ups that people's questions read. Keeping the same snapshot twice changes nothing.
public final class Snapshots {

  private final Partitions partitions;

  public Snapshots(Partitions partitions) {
    this.partitions = partitions;
  }

  /// Keeps a snapshot. Of one that is older than what is known, only the sampled gauges count.
  public void save(Handle handle, Snapshot snapshot) {
    partitions.ensure(handle, snapshot.takenAt());
    var before = lock(handle, snapshot.account());
    if (!insert(handle, snapshot)) {
      return;
    }
    var isLatest = before.filter(snapshot.takenAt()::isBefore).isEmpty();
    if (isLatest) {
      SpendFigures.keep(handle, snapshot);
      MonthFigures.keep(handle, snapshot);
    }
    UsageFigures.keep(handle, snapshot, isLatest);
  }

  /// Keeps why a poll failed. The last good report stays, and so does when the failing began.
  public void saveFailure(Handle handle, String account, Failure failure, Instant at) {
    lock(handle, account);
    handle
        .createUpdate(
            """
            INSERT INTO account_current AS kept
              (account_id, trouble_kind, trouble_reason, trouble_retry_at, trouble_at, trouble_since)
            VALUES (:account, :kind, :reason, :retryAt, :at, :at)
            ON CONFLICT (account_id) DO UPDATE SET
              trouble_kind = EXCLUDED.trouble_kind,
              trouble_reason = EXCLUDED.trouble_reason,
              trouble_retry_at = EXCLUDED.trouble_retry_at,
              trouble_at = EXCLUDED.trouble_at,
              trouble_since = coalesce(kept.trouble_since, EXCLUDED.trouble_since)
            WHERE EXCLUDED.trouble_at > coalesce(kept.report_at, '-infinity')
              AND EXCLUDED.trouble_at >= coalesce(kept.trouble_at, '-infinity')
            """)
        .bind("account", account)
        .bind("kind", failure.kind().name())
        .bind("reason", failure.reason())
        .bind("retryAt", failure.retryAt())
        .bind("at", at)
        .execute();
  }

  /// From here to the transaction's end nobody else keeps anything of this account. Gives when its
  /// last good report was taken.
  private static Optional<Instant> lock(Handle handle, String account) {
    var isKnown =
        handle
            .createQuery("SELECT true FROM account WHERE id = :account FOR NO KEY UPDATE")
            .bind("account", account)
            .mapTo(Boolean.class)
            .findOne()
            .isPresent();
    if (!isKnown) {
      throw new IllegalStateException("account not in the database: " + account);
    }
    return handle
        .createQuery(
            """
            SELECT report_at FROM account_current
            WHERE account_id = :account AND report_at IS NOT NULL
            """)
        .bind("account", account)
        .mapTo(Instant.class)
        .findOne();
  }

  private static boolean insert(Handle handle, Snapshot snapshot) {
    return handle
        .createQuery(
            """
            WITH fresh AS (
              INSERT INTO snapshot (account_id, at, partial, used_percent, quotas, balances)
              VALUES (:account, :at, :partial, :usedPercent,
                CAST(:quotas AS jsonb), CAST(:balances AS jsonb))
              ON CONFLICT (account_id, at) DO NOTHING
              RETURNING account_id, at, used_percent
            ), hourly AS (
              INSERT INTO usage_hourly AS kept (account_id, hour, snapshots, used_percent)
              SELECT account_id, date_trunc('hour', at, 'UTC'), 1, used_percent FROM fresh
              ON CONFLICT (account_id, hour) DO UPDATE SET
                snapshots = kept.snapshots + 1,
                used_percent = greatest(kept.used_percent, EXCLUDED.used_percent)
            ), daily AS (
              INSERT INTO usage_daily AS kept (account_id, day, snapshots, used_percent)
              SELECT account_id, CAST(at AT TIME ZONE 'UTC' AS date), 1, used_percent FROM fresh
              ON CONFLICT (account_id, day) DO UPDATE SET
                snapshots = kept.snapshots + 1,
                used_percent = greatest(kept.used_percent, EXCLUDED.used_percent)
            ), current AS (
              INSERT INTO account_current AS kept (account_id, report, report_at)
              SELECT account_id, CAST(:report AS jsonb), at FROM fresh
              ON CONFLICT (account_id) DO UPDATE SET
                report = EXCLUDED.report,
                report_at = EXCLUDED.report_at,
                trouble_kind = NULL,
                trouble_reason = NULL,
                trouble_retry_at = NULL,
                trouble_at = NULL,
                trouble_since = NULL
              WHERE EXCLUDED.report_at
                >= coalesce(greatest(kept.report_at, kept.trouble_at), '-infinity')
            )
            SELECT count(*) > 0 FROM fresh
            """)
        .bind("account", snapshot.account())
        .bind("at", snapshot.takenAt())
        .bind("partial", snapshot.report().isPartial())
        .bind("usedPercent", usedPercent(snapshot))
        .bind("quotas", ReadingJson.write(snapshot.report().quotas()))
        .bind("balances", ReadingJson.write(snapshot.report().balances()))
        .bind("report", ReadingJson.write(snapshot.report()))
        .mapTo(Boolean.class)
        .one();
  }

  /// The tightest quota's; numbers of a window that has ended already don't count.
  private static Optional<BigDecimal> usedPercent(Snapshot snapshot) {
    return snapshot.report().quotas().stream()
        .filter(quota -> !quota.hasReset(snapshot.takenAt()))
        .map(Quota::usedPercent)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }
}
