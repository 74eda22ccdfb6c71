package dev.headroom.view;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Scope;
import java.time.Instant;
import java.util.Optional;

/// The budgets that people set. Every change is kept with who and when.
public interface Budgets {

  /// Sets a budget and gives the one it replaces, if any.
  Optional<Budget> set(Budget budget);

  /// Removes a budget that was set in chat and gives it; empty when there is none.
  Optional<Budget> remove(Scope scope, Budget.Rhythm rhythm, String by, Instant at);
}
