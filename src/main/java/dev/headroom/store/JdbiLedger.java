package dev.headroom.store;

import dev.headroom.poll.Ledger;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What polls leave behind, one transaction each.
public final class JdbiLedger implements Ledger {

  private final Database database;
  private final Readings readings;

  public JdbiLedger(Database database, Readings readings) {
    this.database = database;
    this.readings = readings;
  }

  @Override
  public <T> T inTransaction(Function<Entry, T> work) {
    return database.transaction(handle -> work.apply(new JdbiEntry(handle, readings)));
  }

  /// How snapshots are kept, and what budgets they leave, within someone's transaction.
  public interface Readings {

    void save(Handle handle, Snapshot snapshot);

    void saveFailure(Handle handle, String account, Failure failure, Instant at);

    List<BudgetView> budgets(Handle handle, Instant now);
  }
}
