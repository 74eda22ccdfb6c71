package dev.headroom.testing;

import dev.headroom.view.BudgetView;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// A store that knows what a test tells it.
public record FakeViews(
    List<Current> accounts, Function<HistoryQuestion, History> histories, List<BudgetView> budgets)
    implements Views {

  /// A store without history and budgets.
  public static FakeViews of(List<Current> accounts) {
    return new FakeViews(accounts, FakeViews::nothing, List.of());
  }

  /// A store that can't be asked.
  public static Views away() {
    return new Views() {
      @Override
      public List<Current> accounts() {
        throw unavailable();
      }

      @Override
      public History history(HistoryQuestion question) {
        throw unavailable();
      }

      @Override
      public List<BudgetView> budgets(Instant now) {
        throw unavailable();
      }
    };
  }

  /// No history at all.
  public static History nothing(HistoryQuestion question) {
    return new History(question, "USD", List.of(), List.of(), List.of(), 0);
  }

  public FakeViews withHistories(Function<HistoryQuestion, History> answers) {
    return new FakeViews(accounts, answers, budgets);
  }

  public FakeViews withBudgets(List<BudgetView> views) {
    return new FakeViews(accounts, histories, views);
  }

  @Override
  public History history(HistoryQuestion question) {
    return histories.apply(question);
  }

  @Override
  public List<BudgetView> budgets(Instant now) {
    return budgets;
  }

  private static Views.Unavailable unavailable() {
    return new Views.Unavailable("connection refused", new IllegalStateException("refused"));
  }
}
