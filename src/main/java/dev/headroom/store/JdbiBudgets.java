package dev.headroom.store;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Scope;
import dev.headroom.view.Budgets;
import java.time.Instant;
import java.util.Optional;

/// Budgets set in chat. One may stand in front of the config file's for the same scope and rhythm;
/// removing it brings that one back.
public final class JdbiBudgets implements Budgets {

  private final Database database;

  public JdbiBudgets(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Budget> set(Budget budget) {
    return database.transaction(handle -> {
      var before = BudgetTable.find(handle, budget.scope(), budget.rhythm());
      BudgetTable.put(handle, budget, BudgetTable.CHAT);
      return before;
    });
  }

  @Override
  public Optional<Budget> remove(Scope scope, Budget.Rhythm rhythm, String by, Instant at) {
    return database.transaction(
        handle -> BudgetTable.remove(handle, scope, rhythm, BudgetTable.CHAT, by, at));
  }
}
