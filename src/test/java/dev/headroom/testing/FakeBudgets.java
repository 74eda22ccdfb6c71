package dev.headroom.testing;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Scope;
import dev.headroom.view.Budgets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Budgets in memory; those that `config` set can't be removed.
public final class FakeBudgets implements Budgets {

  private final List<Budget> kept = new ArrayList<>();

  public FakeBudgets(Budget... budgets) {
    kept.addAll(List.of(budgets));
  }

  public List<Budget> all() {
    return List.copyOf(kept);
  }

  @Override
  public Optional<Budget> set(Budget budget) {
    var before = find(budget.scope(), budget.rhythm());
    before.ifPresent(kept::remove);
    kept.add(budget);
    return before;
  }

  @Override
  public Optional<Budget> remove(Scope scope, Budget.Rhythm rhythm, String by, Instant at) {
    var before = find(scope, rhythm).filter(budget -> !budget.setBy().equals("config"));
    before.ifPresent(kept::remove);
    return before;
  }

  private Optional<Budget> find(Scope scope, Budget.Rhythm rhythm) {
    return kept.stream()
        .filter(budget -> budget.scope().equals(scope) && budget.rhythm() == rhythm)
        .findFirst();
  }
}
