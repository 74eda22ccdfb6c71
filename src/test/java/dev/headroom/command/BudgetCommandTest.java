package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Message;
import dev.headroom.testing.FakeBudgets;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Team;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Budget.Rhythm;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.Views;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetCommandTest {

  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Scope OPENAI = new Scope.OfAccount("openai-prod");

  private final FakeBudgets budgets =
      new FakeBudgets(
          budget(OPENAI, Rhythm.MONTHLY, "400", "slack:U0CYN (cyn)"),
          budget(new Scope.OfOwner("platform"), Rhythm.MONTHLY, "1000", "config"),
          budget(new Scope.OfProvider("groq"), Rhythm.DAILY, "5", "config"),
          budget(new Scope.OfProvider("groq"), Rhythm.WEEKLY, "20", "discord:1 (dot)"));

  @Test
  void confirmsAChangeByNamingOldAndNew() {
    golden("changed.txt", ask(Ask.ADMIN, "set openai-prod monthly $1,500 warn at 50%,90%"));
    assertThat(budgets.all())
        .contains(
            new Budget(
                OPENAI,
                Rhythm.MONTHLY,
                Money.usd("1500"),
                List.of(new BigDecimal("50"), new BigDecimal("90")),
                "slack:U0ADA (ada)",
                Team.NOW));
  }

  @Test
  void saysThatABudgetIsAsBefore() {
    ask(Ask.ADMIN, "set openai-prod monthly 400 warn at 50%");

    assertThat(Plain.text(ask(Ask.ADMIN, "set openai-prod monthly 400 warn at 50%")))
        .contains("# Budget as before", "**openai-prod monthly: $400**", "Warns at 50%");
    assertThat(Plain.text(ask(Ask.ADMIN, "set openai-prod monthly 400 warn at 60%")))
        .contains("# Budget changed", "**openai-prod monthly: $400**", "Warns at 50% → 60%");
  }

  @Test
  void confirmsANewBudget() {
    golden("set.txt", ask(Ask.ADMIN, "set all daily 20 EUR"));
  }

  @Test
  void listsTheFullestFirst() {
    golden("list.txt", ask(Ask.MEMBER, "list"));
  }

  @Test
  void listsWithoutAnyWord() {
    assertThat(ask(Ask.MEMBER, "")).isEqualTo(ask(Ask.MEMBER, "list"));
  }

  @Test
  void confirmsARemoval() {
    golden("removed.txt", ask(Ask.ADMIN, "remove openai-prod"));
    assertThat(budgets.all()).extracting(Budget::scope).doesNotContain(OPENAI);
  }

  @ParameterizedTest(name = "/budget {0}")
  @ValueSource(strings = {"set openai-prod monthly 900", "remove openai-prod monthly"})
  void letsOnlyAdminsChangeAnything(String line) {
    var before = budgets.all();

    assertThat(ask(Ask.MEMBER, line).summary())
        .isEqualTo(
            "Only admins may change budgets: workspace admins and owners, or those under"
                + " slack.admins in the config file. Nothing was changed; ask one of them.");
    assertThat(budgets.all()).isEqualTo(before);
  }

  @ParameterizedTest(name = "/budget {0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          set openai-prod monthly 1.000,50 ; "1.000,50" is no amount I can read.
          set openai-prod monthly 5k ; "5k" is no amount I can read.
          set openai-prod monthly -5 ; "-5" is no amount I can read.
          set openai-prod monthly 0 ; "0" must be more than nothing.
          set openai-prod monthly 500 warn at 0% ; "0%" is no share I can warn at.
          set openai-prod daily ten ; "ten" is no amount I can read. Write it like 500, $500
          set ten openai-prod daily ; "ten" is no amount I can read. Write it like 500, $500
          set openai daily ten dollars ; "ten dollars" is no amount I can read.
          set openai-prod daily USD ; "USD" is no amount I can read.
          set openai daily 1e3 ; "1e3" is no amount I can read.
          set US$500 daily openai-prod ; "US$500" is no amount I can read.
          set openai-prod daily 5 warn at ten ; "ten" is no share I can warn at.
          set openai-prod yearly 500 ; "yearly" means nothing here. One word is missing: daily
          set openai-prod daily 5 groq ; "groq" is one word too many.
          set openai-prod ; Words are missing: daily | weekly | monthly, and amount.
          add openai-prod daily 5 ; /budget has no "add". It has set, list, remove.
          openai-prod ; /budget has no "openai-prod". It has set, list, remove.
          set openai-prod 500 ; One word is missing: daily | weekly | monthly.
          set openai-prod monthly ; One word is missing: amount. Write it like 500, $500
          set monthly 500 ; One word is missing: account | provider | owner | all.
          set openai-prod montly 500 ; "montly" means nothing here. Did you mean "monthly"?
          set opnai-prod monthly 500 ; Did you mean "openai-prod"?
          set openai-prod daily monthly 500 ; Take one of "daily" and "monthly".
          sett openai-prod monthly 500 ; Did you mean "set"?
          remove mistral-dev ; No budget is set for mistral-dev.
          remove openai-prod daily ; No daily budget is set for openai-prod.
          remove all weekly ; No weekly budget is set for all accounts.
          remove groq ; Several budgets are set for groq; say which.
          remove provider:groq daily ; The daily budget of groq comes from the config file.
          """)
  void saysWhatIsWrongAndChangesNothing(String line, String problem) {
    var before = budgets.all();

    assertThat(ask(Ask.ADMIN, line).summary()).contains(problem);
    assertThat(budgets.all()).isEqualTo(before);
  }

  @Test
  void changesABudgetEvenIfWhatIsSpentCanNotBeToldThen() {
    var command = new BudgetCommand(new NoBudgets(), budgets);

    assertThat(Ask.as(Ask.ADMIN, command, "set all daily 500usd").summary())
        .isEqualTo("Budget of all accounts daily: none → $500");
  }

  @Test
  void removesABudgetOfAnAccountThatIsGone() {
    budgets.set(budget(new Scope.OfAccount("old-one"), Rhythm.DAILY, "1", "slack:U0ADA (ada)"));

    assertThat(ask(Ask.ADMIN, "remove old-one").summary())
        .isEqualTo("Budget removed: old-one daily: $1 → none");
  }

  @Test
  void saysHowToBegin() {
    var command = new BudgetCommand(FakeViews.of(Team.accounts()), budgets);

    assertThat(Plain.text(Ask.as(Ask.MEMBER, command, "list")))
        .contains("No budget is set. Try `/budget set all monthly 500 USD`");
  }

  /// A store whose budgets can't be asked while the rest can.
  private record NoBudgets() implements Views {

    @Override
    public List<Current> accounts() {
      return Team.accounts();
    }

    @Override
    public History history(HistoryQuestion question) {
      return FakeViews.away().history(question);
    }

    @Override
    public List<BudgetView> budgets(Instant now) {
      return FakeViews.away().budgets(now);
    }
  }

  private Message ask(Caller caller, String line) {
    var views =
        new Views() {
          @Override
          public List<Current> accounts() {
            return Team.accounts();
          }

          @Override
          public History history(HistoryQuestion question) {
            return FakeViews.nothing(question);
          }

          @Override
          public List<BudgetView> budgets(Instant now) {
            return budgets.all().stream().map(BudgetCommandTest::view).toList();
          }
        };
    return Ask.as(caller, new BudgetCommand(views, budgets), line);
  }

  private static BudgetView view(Budget budget) {
    var spent =
        switch (budget.scope()) {
          case Scope.OfAccount(var id) when id.equals("openai-prod") ->
              Optional.of(Money.usd("324.50"));
          case Scope.OfOwner(var owner) -> Optional.of(Money.usd("1000.01"));
          case Scope.OfProvider(var provider) when budget.rhythm() == Rhythm.WEEKLY ->
              Optional.of(Money.usd("0.05"));
          default -> Optional.<Money>empty();
        };
    return new BudgetView(budget, spent, Team.NOW, DECEMBER);
  }

  private static Budget budget(Scope scope, Rhythm rhythm, String limit, String setBy) {
    return new Budget(
        scope, rhythm, Money.usd(limit), List.of(BigDecimal.valueOf(80)), setBy, Team.NOW);
  }

  private static void golden(String name, Message message) {
    Golden.matches("BudgetCommandTest/" + name, Plain.text(message));
  }
}
