package dev.headroom.store;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What a poll leaves in the history, and what that means for the budgets.
public record StoredReadings(Snapshots snapshots, BudgetSpending spending)
    implements JdbiLedger.Readings {

  @Override
  public void save(Handle handle, Snapshot snapshot) {
    snapshots.save(handle, snapshot);
  }

  @Override
  public void saveFailure(Handle handle, String account, Failure failure, Instant at) {
    snapshots.saveFailure(handle, account, failure, at);
  }

  @Override
  public List<BudgetView> budgets(Handle handle, Instant now) {
    return spending.all(handle, now);
  }
}
