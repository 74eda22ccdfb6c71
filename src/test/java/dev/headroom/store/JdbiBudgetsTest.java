package dev.headroom.store;

import static dev.headroom.store.Shelf.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Budget.Rhythm;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbiBudgetsTest {

  private static final Scope ALPHA = new Scope.OfAccount("alpha");
  private static final String ADA = "slack:U1 (ada)";

  private final Shelf shelf = new Shelf();
  private final JdbiBudgets budgets = new JdbiBudgets(shelf.db.database());

  @AfterEach
  void drop() {
    shelf.close();
  }

  @Test
  void givesTheBudgetThatIsReplaced() {
    var first = budget(ALPHA, Rhythm.MONTHLY, "500", ADA);
    var second = budget(ALPHA, Rhythm.MONTHLY, "600", ADA);

    assertThat(budgets.set(first)).isEmpty();
    assertThat(budgets.set(second)).contains(first);

    assertThat(held()).containsExactly(second);
  }

  @Test
  void letsTheConfigFileHoldAgainWhenTheOneSetInChatIsRemoved() {
    var configured = budget(ALPHA, Rhythm.MONTHLY, "500", "config");
    var set = budget(ALPHA, Rhythm.MONTHLY, "600", ADA);
    sync(configured);

    assertThat(budgets.set(set)).contains(configured);
    sync(configured);
    assertThat(held()).containsExactly(set);

    assertThat(budgets.remove(ALPHA, Rhythm.MONTHLY, ADA, NOON)).contains(set);
    assertThat(held()).containsExactly(configured);
    assertThat(budgets.remove(ALPHA, Rhythm.MONTHLY, ADA, NOON)).isEmpty();
  }

  @Test
  void takesTheConfigFilesBudgetsAtEachStart() {
    var kept = budget(ALPHA, Rhythm.MONTHLY, "500", "config");
    var dropped = budget(new Scope.All(), Rhythm.DAILY, "50", "config");
    var chat = budget(new Scope.OfOwner("research"), Rhythm.WEEKLY, "70", ADA);
    budgets.set(chat);
    sync(kept, dropped);

    sync(kept);
    sync(budget(ALPHA, Rhythm.MONTHLY, "550", "config"));

    assertThat(held()).containsExactly(budget(ALPHA, Rhythm.MONTHLY, "550", "config"), chat);
  }

  @Test
  void writesEveryChangeDown() {
    var configured = budget(ALPHA, Rhythm.MONTHLY, "500", "config");
    sync(configured);
    sync(configured);
    budgets.set(budget(ALPHA, Rhythm.MONTHLY, "600", ADA));
    budgets.remove(ALPHA, Rhythm.MONTHLY, "discord:7 (bob)", NOON.plusSeconds(60));

    assertThat(
            shelf.strings(
                """
                SELECT concat_ws(' ', changed_by, what, origin, scope, amount,
                  extract(epoch FROM changed_at)::bigint)
                FROM budget_change ORDER BY id
                """))
        .containsExactly(
            "config set config alpha 500 1795262400",
            "slack:U1 (ada) set chat alpha 600 1795262400",
            "discord:7 (bob) removed chat alpha 600 1795262460");
  }

  @Test
  void countsTheUtcDaysThatBeginInThePeriod() {
    shelf.configure(Shelf.account("alpha", "platform"), Shelf.account("beta", "research"));
    shelf.save(
        "alpha",
        NOON,
        Figures.spend(Instant.parse("2026-10-31T00:00:00Z"), "100"),
        Figures.spend(Instant.parse("2026-11-01T00:00:00Z"), "10"),
        Figures.spend(NOON, "2.345"),
        Figures.spend(NOON, "9", "EUR"));
    shelf.save("beta", NOON, Figures.spend(NOON, "0.5"));
    var budget = budget(new Scope.OfProvider("acme"), Rhythm.MONTHLY, "500", ADA);
    budgets.set(budget);

    assertThat(shelf.views.budgets(NOON))
        .containsExactly(
            new BudgetView(
                budget,
                Optional.of(Money.usd("12.845")),
                Instant.parse("2026-10-31T23:00:00Z"),
                Instant.parse("2026-11-30T23:00:00Z")));
  }

  @Test
  void knowsZeroFromUnknown() {
    shelf.configure(Shelf.account("alpha", "platform"), Shelf.account("beta", "research"));
    shelf.save("alpha", NOON, Figures.spend(Instant.parse("2026-11-20T00:00:00Z"), "100"));
    budgets.set(budget(ALPHA, Rhythm.DAILY, "5", ADA));
    budgets.set(budget(new Scope.OfOwner("research"), Rhythm.DAILY, "5", ADA));

    assertThat(shelf.views.budgets(NOON))
        .extracting(BudgetView::spent)
        .containsExactly(Optional.of(Money.usd("0")), Optional.empty());
  }

  private List<Budget> held() {
    return shelf.views.budgets(NOON).stream().map(BudgetView::budget).toList();
  }

  private void sync(Budget... configured) {
    shelf.inTransaction(
        new ConfiguredBudgets(List.of(configured), InstantSource.fixed(NOON))::sync);
  }

  private static Budget budget(Scope scope, Rhythm rhythm, String usd, String by) {
    return new Budget(
        scope,
        rhythm,
        Money.usd(usd),
        List.of(BigDecimal.valueOf(50), new BigDecimal("82.5")),
        by,
        NOON);
  }
}
