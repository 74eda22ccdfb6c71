package dev.headroom.poll;

import dev.headroom.alert.BudgetReading;
import dev.headroom.alert.Origin;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import java.util.Optional;

/// Turns what the store says of a budget into what alerts read.
final class Budgeting {

  private Budgeting() {}

  static BudgetReading reading(BudgetView view, Roster roster) {
    return new BudgetReading(
        view.budget(),
        view.spent(),
        view.from(),
        view.until(),
        origin(view.budget().scope(), roster));
  }

  private static Origin origin(Scope scope, Roster roster) {
    return switch (scope) {
      case Scope.All() -> new Origin(Optional.empty(), Optional.empty());
      case Scope.OfOwner(var owner) -> new Origin(Optional.empty(), Optional.empty());
      case Scope.OfProvider(var provider) -> new Origin(Optional.empty(), Optional.of(provider));
      case Scope.OfAccount(var id) ->
          new Origin(Optional.of(id), roster.find(id).map(it -> it.account().provider()));
    };
  }
}
