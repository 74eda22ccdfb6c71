package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Team;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import dev.headroom.view.History;
import dev.headroom.view.History.Series;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotaHistoryCommandTest {

  private static final Refresh UNUSED = scope -> new Refresh.Outcome(0, 0, 0);
  private static final Instant FIRST = Instant.parse("2026-11-19T00:00:00Z");

  @Test
  void statesTheFindingFirstAndStacksTheFourthWithTheRest() {
    golden(
        "cost.txt",
        ask(
            "7d",
            now("USD", of("a", "1000", "2000", "-"), of("b", "10", "-", "30")),
            now("USD", of("c", "5", "5", "5"), of("d", "2", "-", "2"), of("e", "1", "-", "-")),
            before("USD", of("a", "1000", "1000", "826"))));
  }

  @Test
  void showsSharesSideBySideAgainstAllOfThem() {
    golden(
        "quota.txt",
        ask(
            "quota 7d",
            now("percent", of("a", "50", "97.5", "41"), of("b", "20", "-", "30")),
            now("percent", of("c", "5", "5", "5"), of("d", "2", "-", "2.5"))));
  }

  @Test
  void countsByTheHourInADay() {
    golden(
        "tokens-24h.txt", ask("groq tokens 24h", now("tokens", of("groq-free", "9000000", "0"))));
  }

  @Test
  void saysOfOneGapThatItHasNoReading() {
    assertThat(Plain.text(ask("7d", now("USD", of("a", "4", "-", "4")))))
        .contains("1 of 3 days has no reading");
    assertThat(Plain.text(ask("7d", now("USD", of("a", "4", "-", "-")))))
        .contains("2 of 3 days have no reading");
  }

  @Test
  void saysWhereToLookWhenThereIsNoCost() {
    golden("nothing.txt", ask("anthropic-prod", now("USD", of("anthropic-prod", "-", "-"))));
  }

  @Test
  void comparesOnlyWithARangeThatWasReadAsCompletely() {
    var message =
        ask("7d", now("USD", of("a", "4", "4", "4")), before("USD", of("a", "1", "-", "1")));

    assertThat(message.summary()).isEqualTo("Cost, last 7 days: $12 in total");
  }

  @Test
  void comparesOnlyWithinACurrency() {
    var message =
        ask("7d", now("EUR", of("a", "4", "4", "4")), before("USD", of("a", "1", "1", "1")));

    assertThat(message.summary()).isEqualTo("Cost, last 7 days: €12 in total");
  }

  @ParameterizedTest(name = "{0} after 100: {1}")
  @CsvSource({
    "108,'8% more than'",
    "50,'50% less than'",
    "100.5,about as much as",
    "1500,15 times",
    "0,'100% less than'"
  })
  void saysHowMuchHasChanged(String total, String change) {
    var message = ask("7d", now("USD", of("a", total)), before("USD", of("a", "100")));

    assertThat(message.summary()).contains(" in total, " + change + " the 7 days before");
  }

  @ParameterizedTest(name = "/quota-history {0}")
  @CsvSource({
    "'',all COST MONTH",
    "'90d tokens openai',provider:openai TOKENS QUARTER",
    "'openai-prod requests 24h',openai-prod REQUESTS DAY",
    "'QUOTA owner:platform',owner:platform QUOTA MONTH"
  })
  void takesItsWordsInAnyOrder(String line, String asked) {
    var questions = new ArrayList<HistoryQuestion>();
    var views =
        FakeViews.of(Team.accounts())
            .withHistories(question -> {
              questions.add(question);
              return FakeViews.nothing(question);
            });

    Ask.as(Ask.MEMBER, new QuotaHistoryCommand(views, UNUSED), line);

    assertThat(questions)
        .extracting(it -> it.scope().toText() + " " + it.metric() + " " + it.range())
        .containsExactly(asked);
  }

  @ParameterizedTest(name = "/quota-history {0}")
  @CsvSource({"tokns,tokens", "30dy,30d", "opnai,openai"})
  void offersWhatWasMeant(String typed, String meant) {
    assertThat(ask(typed, now("USD")).summary()).endsWith("Did you mean \"" + meant + "\"?");
  }

  @Test
  void drawsTheDailyBudgetOfTheSameAccounts() {
    var views =
        FakeViews.of(Team.accounts())
            .withHistories(question -> history(question, now("USD", of("a", "4", "4"))))
            .withBudgets(
                List.of(
                    budget(new Scope.OfAccount("openai-prod"), Budget.Rhythm.DAILY, "7"),
                    budget(new Scope.All(), Budget.Rhythm.MONTHLY, "900"),
                    budget(new Scope.All(), Budget.Rhythm.DAILY, "50")));

    var message = Ask.as(Ask.MEMBER, new QuotaHistoryCommand(views, UNUSED), "7d");

    assertThat(chart(message).limit()).contains(new BigDecimal("50"));
    assertThat(Plain.text(message)).contains("line: budget of $50 a day");
  }

  @Test
  void namesWhatIsNotConverted() {
    var views =
        FakeViews.of(Team.accounts())
            .withHistories(question -> {
              var all = history(question, now("USD", of("a", "4", "4")));
              return new History(
                  question, "USD", all.slots(), all.series(), List.of("CHF"), all.snapshots());
            });

    assertThat(Plain.text(Ask.as(Ask.MEMBER, new QuotaHistoryCommand(views, UNUSED), "")))
        .contains("not in it, as money is not converted: CHF");
  }

  private record Given(boolean now, String unit, List<Series> series) {}

  private static Given now(String unit, Series... series) {
    return new Given(true, unit, List.of(series));
  }

  private static Given before(String unit, Series... series) {
    return new Given(false, unit, List.of(series));
  }

  private static Series of(String account, String... values) {
    return new Series(
        account,
        Arrays.stream(values)
            .map(it ->
                it.equals("-") ? Optional.<BigDecimal>empty() : Optional.of(new BigDecimal(it)))
            .toList());
  }

  private static Message ask(String line, Given... given) {
    var views = FakeViews.of(Team.accounts()).withHistories(question -> history(question, given));
    return Ask.as(Ask.MEMBER, new QuotaHistoryCommand(views, UNUSED), line);
  }

  private static History history(HistoryQuestion question, Given... given) {
    var fitting =
        Arrays.stream(given).filter(it -> it.now() == question.now().equals(Team.NOW)).toList();
    var series = fitting.stream().flatMap(it -> it.series().stream()).toList();
    var slots = series.isEmpty() ? 0 : series.getFirst().values().size();
    var unit = fitting.isEmpty() ? "USD" : fitting.getFirst().unit();
    var step = question.range() == Range.DAY ? Duration.ofHours(1) : Duration.ofDays(1);
    return new History(
        question,
        unit,
        IntStream.range(0, slots).mapToObj(it -> FIRST.plus(step.multipliedBy(it))).toList(),
        series,
        List.of(),
        question.metric() == Metric.QUOTA ? 1728 : 4320);
  }

  private static BudgetView budget(Scope scope, Budget.Rhythm rhythm, String limit) {
    return new BudgetView(
        new Budget(scope, rhythm, Money.usd(limit), List.of(), "config", Team.NOW),
        Optional.empty(),
        Team.NOW,
        Team.NOW);
  }

  private static Chart chart(Message message) {
    return message.blocks().stream()
        .filter(Chart.class::isInstance)
        .map(Chart.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static void golden(String name, Message message) {
    Golden.matches("QuotaHistoryCommandTest/" + name, Plain.text(message));
  }
}
