package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.command.Parsed.Help;
import dev.headroom.command.Parsed.Misread;
import dev.headroom.command.Parsed.Understood;
import dev.headroom.testing.FakeBudgets;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Pool;
import dev.headroom.view.Refresh;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParserTest {

  private static final FakeViews VIEWS = FakeViews.of(List.of());
  private static final Refresh UNUSED = scope -> new Refresh.Outcome(0, 0, 0);
  private static final Grammar QUOTA = new QuotaCommand(VIEWS, UNUSED, Pool.FAMILIES).grammar();
  private static final Grammar HISTORY = new QuotaHistoryCommand(VIEWS, UNUSED).grammar();
  private static final Grammar BUDGET = new BudgetCommand(VIEWS, new FakeBudgets()).grammar();

  @ParameterizedTest(name = "/budget set {0}")
  @ValueSource(
      strings = {
        "groq monthly 500 USD 50%,80%",
        "groq monthly 500 USD warn at 50% and 80%",
        "500 USD for groq MONTHLY at 50%, 80%",
        "warn at 50% 80% monthly groq 500 USD",
        "groq monthly 500 USD warn at 50 % and 80 %",
        "\"groq\" monthly 500 USD at 50 80"
      })
  void takesTheWordsOfABudgetInAnyOrder(String line) {
    var parsed = Parser.parse(BUDGET, "set " + line);

    assertThat(parsed)
        .isInstanceOfSatisfying(
            Understood.class,
            it -> {
              assertThat(it.form()).isEqualTo("set");
              assertThat(it.values())
                  .containsEntry("scope", "groq")
                  .containsEntry("period", "monthly")
                  .containsEntry("amount", "500 USD");
              assertThat(Amounts.shares(String.valueOf(it.values().get("warn-at"))))
                  .isEqualTo(Amounts.shares("50%,80%"));
            });
  }

  @ParameterizedTest(name = "/budget set {0}")
  @CsvSource({
    "500 all monthly,500,all",
    "xai 500usd monthly,500usd,xai",
    "500 xai monthly,500,xai",
    "USD 500 all monthly,USD 500,all",
    "all monthly 500 €,500 €,all",
    "$ 500 all monthly,$ 500,all",
    "01ai $5 daily,$5,01ai",
    "owner:a daily 300 credits,300 credits,owner:a"
  })
  void tellsAmountsFromNames(String line, String amount, String scope) {
    assertThat(Parser.parse(BUDGET, "set " + line))
        .isInstanceOfSatisfying(
            Understood.class,
            it ->
                assertThat(it.values())
                    .containsEntry("amount", amount)
                    .containsEntry("scope", scope));
  }

  @Test
  void takesAChoicesWordInQuotesForAName() {
    assertThat(Parser.parse(HISTORY, "'cost' 7d"))
        .isEqualTo(new Understood("", Map.of("scope", "cost", "range", "7d")));
    assertThat(Parser.parse(HISTORY, "cost 7D"))
        .isEqualTo(new Understood("", Map.of("metric", "cost", "range", "7d")));
  }

  @ParameterizedTest(name = "/{0} {1}")
  @CsvSource({
    "quota,help",
    "quota,HELP",
    "quota-history,help",
    "budget,help",
    "budget,set help",
    "quota,?"
  })
  void knowsHelpEverywhere(String command, String line) {
    var grammar =
        List.of(QUOTA, HISTORY, BUDGET).stream()
            .filter(it -> it.name().equals(command))
            .findFirst()
            .orElseThrow();

    assertThat(Parser.parse(grammar, line)).isEqualTo(new Help());
  }

  @ParameterizedTest(name = "/quota-history {0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          openai tokns        ; "tokns" means nothing here. Did you mean "tokens"?
          tokns openai        ; "tokns" means nothing here. Did you mean "tokens"?
          openai 60d          ; "60d" is none of 24h, 7d, 30d, 90d.
          60d                 ; "60d" is none of 24h, 7d, 30d, 90d.
          openai groq         ; "groq" is one word too many.
          cost tokens         ; Take one of "cost" and "tokens".
          7d openai 90d       ; Take one of "7d" and "90d".
          """)
  void saysWhichWordHasNoPlace(String line, String problem) {
    assertThat(Parser.parse(HISTORY, line))
        .isInstanceOfSatisfying(
            Misread.class, it -> assertThat(it.answer().summary()).isEqualTo(problem));
  }

  @Test
  void checksWhatAPlatformToldApart() {
    assertThat(Parser.check(HISTORY, "", Map.of("scope", " groq ", "metric", "COST", "range", "")))
        .isEqualTo(new Understood("", Map.of("scope", "groq", "metric", "cost")));
    assertThat(Parser.check(HISTORY, "", Map.of("scope", "help"))).isEqualTo(new Help());
    assertThat(Parser.check(BUDGET, "sett", Map.of())).isInstanceOf(Misread.class);
    assertThat(Parser.check(BUDGET, "set", Map.of("scope", "all"))).isInstanceOf(Misread.class);
    assertThat(Parser.check(HISTORY, "", Map.of("metric", "money"))).isInstanceOf(Misread.class);
  }

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(strings = {"0", "%", "0%", "a", "\"", "$", "5 ", "usd "})
  void isNotHeldUpByLongLines(String piece) {
    assertThat(Parser.parse(BUDGET, "set " + piece.repeat(20_000))).isInstanceOf(Misread.class);
  }

  @Property(tries = 1000, seed = "13")
  void understandsOrSaysWhyNot(@ForAll("lines") String line) {
    for (var grammar : List.of(QUOTA, HISTORY, BUDGET)) {
      switch (Parser.parse(grammar, line)) {
        case Help() -> assertThat(line).containsAnyOf("h", "H", "?", "set", "remove");
        case Misread(var answer) -> assertThat(answer.summary()).hasSizeBetween(5, 300);
        case Understood(var form, var values) -> {
          var parameters = grammar.form(form).orElseThrow().parameters();
          assertThat(values.keySet())
              .isSubsetOf(parameters.stream().map(Grammar.Parameter::name).toList());
          assertThat(parameters.stream().filter(Grammar.Parameter::required))
              .allMatch(parameter -> values.containsKey(parameter.name()));
        }
      }
    }
  }

  @Provide
  Arbitrary<String> lines() {
    var known =
        Arbitraries.of(
            "set", "remove", "list", "all", "openai", "monthly", "daily", "500", "$5", "USD", "80%",
            "warn", "at", "cost", "7d", "\"", "owner:x", "%", ",", "-", "help");
    var words = Arbitraries.oneOf(known, Arbitraries.strings().ofMaxLength(12));
    return words.list().ofMaxSize(9).map(list -> String.join(" ", list));
  }
}
