package dev.headroom.store;

import dev.headroom.usage.Budget;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The budgets of the config file, which take the place of those it held at the last start.
public final class ConfiguredBudgets {

  private final List<Budget> configured;
  private final InstantSource time;

  public ConfiguredBudgets(List<Budget> configured, InstantSource time) {
    this.configured = List.copyOf(configured);
    this.time = time;
  }

  /// Makes the stored ones those of the config file. What did not change is not written again.
  public void sync(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('headroom budgets'))");
    var stored = BudgetTable.from(handle, BudgetTable.CONFIG);
    stored.stream()
        .filter(old -> configured.stream().noneMatch(budget -> isAbout(budget, old)))
        .forEach(old ->
            BudgetTable.remove(
                handle,
                old.scope(),
                old.rhythm(),
                BudgetTable.CONFIG,
                BudgetTable.CONFIG,
                time.instant()));
    configured.stream()
        .filter(budget -> stored.stream().noneMatch(old -> isSame(budget, old)))
        .forEach(budget -> BudgetTable.put(handle, budget, BudgetTable.CONFIG));
  }

  private static boolean isAbout(Budget one, Budget other) {
    return one.scope().equals(other.scope()) && one.rhythm() == other.rhythm();
  }

  private static boolean isSame(Budget one, Budget other) {
    return isAbout(one, other)
        && one.limit().equals(other.limit())
        && one.warnAt().equals(other.warnAt());
  }
}
