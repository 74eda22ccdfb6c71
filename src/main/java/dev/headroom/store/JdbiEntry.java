package dev.headroom.store;

import dev.headroom.alert.AlertKey;
import dev.headroom.alert.AlertState;
import dev.headroom.poll.Lease;
import dev.headroom.poll.Ledger;
import dev.headroom.poll.Owed;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// One entry of the ledger, within its transaction.
final class JdbiEntry implements Ledger.Entry {

  private final Handle handle;
  private final JdbiLedger.Readings readings;
  private final AlertTable alerts;

  JdbiEntry(Handle handle, JdbiLedger.Readings readings) {
    this.handle = handle;
    this.readings = readings;
    this.alerts = new AlertTable(handle);
  }

  @Override
  public boolean holds(Lease lease) {
    return handle
        .createQuery(
            """
            SELECT account_id FROM account_poll
            WHERE account_id = :account AND token = :token AND lease_until IS NOT NULL
            FOR UPDATE
            """)
        .bind("account", lease.account())
        .bind("token", lease.token())
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void finish(Lease lease, Instant polledAt, Instant nextDue, int failures) {
    handle
        .createUpdate(
            """
            UPDATE account_poll
            SET lease_until = NULL, attempts = 0, polled_at = :polledAt, next_at = :nextDue,
                failures = :failures
            WHERE account_id = :account AND token = :token
            """)
        .bind("polledAt", polledAt)
        .bind("nextDue", nextDue)
        .bind("failures", failures)
        .bind("account", lease.account())
        .bind("token", lease.token())
        .execute();
  }

  @Override
  public void save(Snapshot snapshot) {
    readings.save(handle, snapshot);
  }

  @Override
  public void saveFailure(String account, Failure failure, Instant at) {
    readings.saveFailure(handle, account, failure, at);
  }

  @Override
  public List<AlertState> openOf(String account) {
    return alerts.ofAccount(account);
  }

  @Override
  public List<AlertState> openOfOthers(Set<String> known) {
    return alerts.ofOthers(known);
  }

  @Override
  public List<AlertState> openOfBudgets() {
    return alerts.ofBudgetsAlone();
  }

  @Override
  public List<BudgetView> budgets(Instant now) {
    return readings.budgets(handle, now);
  }

  @Override
  public void keep(AlertState state) {
    alerts.keep(state);
  }

  @Override
  public void close(AlertKey key) {
    alerts.delete(key);
  }

  @Override
  public void owe(Owed message) {
    handle
        .createUpdate(
            """
            INSERT INTO outbox (key, thread, channel, edit, message, owed_at, due_at)
            VALUES (:key, :thread, :channel, :edit, CAST(:message AS jsonb), :at, :at)
            ON CONFLICT (key) DO NOTHING
            """)
        .bind("key", message.key())
        .bind("thread", message.thread())
        .bind("channel", message.channel())
        .bind("edit", message.edit())
        .bind("message", EngineJson.write(message.message()))
        .bind("at", message.at())
        .execute();
  }
}
