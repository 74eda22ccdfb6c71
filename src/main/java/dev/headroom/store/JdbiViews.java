package dev.headroom.store;

import dev.headroom.view.BudgetView;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.Views;
import java.time.Instant;
import java.util.List;

/// Answers what people ask, from what is known now and from the roll-ups. The raw snapshots are
/// never read.
public final class JdbiViews implements Views {

  private final Database database;
  private final BudgetSpending spending;

  public JdbiViews(Database database, BudgetSpending spending) {
    this.database = database;
    this.spending = spending;
  }

  @Override
  public List<Current> accounts() {
    return database.with(CurrentAccounts::all);
  }

  @Override
  public History history(HistoryQuestion question) {
    return database.with(handle -> Histories.answer(handle, question));
  }

  @Override
  public List<BudgetView> budgets(Instant now) {
    return database.with(handle -> spending.all(handle, now));
  }
}
