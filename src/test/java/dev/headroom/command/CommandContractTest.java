package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headroom.chat.CommandInbox;
import dev.headroom.chat.Completions;
import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.testing.FakeBudgets;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Pool;
import dev.headroom.testing.Team;
import dev.headroom.view.Refresh;
import dev.headroom.view.Views;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every command holds to, so that it can be registered and answers on every platform.
final class CommandContractTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Team.NOW);

  @Test
  void everyCommandOfTheHouseIsInThisTest() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.headroom.command");

    assertThat(commands(FakeViews.away()))
        .extracting(command -> command.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(
            classes.stream()
                .filter(it -> it.isAssignableTo(Command.class) && !it.isInterface())
                .map(JavaClass::getName)
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grammars")
  void fitsSlackAndDiscord(Grammar grammar) {
    assertThat(grammar.name()).matches("[a-z][a-z-]{0,30}");
    assertThat(grammar.description()).hasSizeBetween(1, 100);
    assertThat(grammar.forms()).hasSizeBetween(1, 25);
    assertThat(grammar.form("").isEmpty() || grammar.forms().size() == 1).isTrue();
    for (var form : grammar.forms()) {
      assertThat(form.name()).matches("|[a-z][a-z-]{0,31}");
      assertThat(form.description()).hasSizeBetween(1, 100);
      assertThat(form.parameters()).hasSizeLessThanOrEqualTo(25);
      assertThat(form.parameters())
          .extracting(Grammar.Parameter::required)
          .isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
      for (var parameter : form.parameters()) {
        assertThat(parameter.name()).matches("[a-z][a-z-]{0,31}");
        assertThat(parameter.description()).hasSizeBetween(1, 100);
        assertThat(parameter.choices()).hasSizeLessThanOrEqualTo(25);
        assertThat(parameter.choices().isEmpty())
            .isEqualTo(parameter.kind() != Grammar.Kind.CHOICE);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void answersWithinThePlatformsRoom(String line) {
    for (var views : List.of(FakeViews.of(Team.accounts()), FakeViews.of(List.of()))) {
      var message = ask(views, line);

      assertThat(message.buttons()).hasSizeLessThanOrEqualTo(3);
      assertThat(message.buttons())
          .allMatch(button -> button.label().length() <= 11 && button.arguments().length() <= 80);
      assertThat(message.blocks()).hasSizeBetween(1, 40);
      assertThat(message.blocks().stream().skip(1)).noneMatch(Block.Title.class::isInstance);
      assertThat(message.blocks())
          .allMatch(block -> !(block instanceof Block.Title(var text)) || text.length() <= 33);
      assertThat(Plain.text(message)).hasSizeLessThan(3000).doesNotContain("Optional", "null");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asking")
  void saysThatTheDatabaseIsAway(String line) {
    assertThat(ask(FakeViews.away(), line).summary())
        .isEqualTo(
            "My database does not answer right now, so neither can I. I keep trying by myself;"
                + " ask again in a minute.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grammars")
  void explainsItself(Grammar grammar) {
    var help = Plain.text(ask(FakeViews.away(), grammar.name() + " help"));

    assertThat(help).contains("/" + grammar.name(), grammar.description());
    assertThat(grammar.forms()).allMatch(form -> help.contains(Manual.usage(grammar, form)));
  }

  @Test
  void helpListsEveryCommand() {
    var help = Plain.text(ask(FakeViews.away(), "help"));

    assertThat(help).contains("`/quota [", "`/quota-history [", "`/budget set <", "`/budget list`");
  }

  static Stream<Grammar> grammars() {
    return commands(FakeViews.away()).stream().map(Command::grammar);
  }

  static Stream<String> asking() {
    return Stream.of(
        "quota",
        "quota openai-prod",
        "quota best",
        "quota best gpt",
        "quota-history",
        "quota-history groq tokens 24h",
        "budget",
        "budget list",
        "budget set all monthly 500",
        "budget remove all");
  }

  static Stream<String> lines() {
    return Stream.concat(
        asking(),
        Stream.of(
            "help",
            "quota owner:research",
            "quota nonsense",
            "quota best nonsense",
            "quota best gpt owner:platform",
            "quota-history nonsense",
            "budget set all",
            "budget nonsense",
            "nonsense"));
  }

  static List<Command> commands(Views views) {
    Refresh refresh = scope -> new Refresh.Outcome(0, 0, 0);
    var commands =
        List.of(
            new QuotaCommand(views, refresh, Pool.FAMILIES),
            new QuotaHistoryCommand(views, refresh),
            new BudgetCommand(views, new FakeBudgets()));
    var help = new HelpCommand(commands.stream().map(Command::grammar).toList());
    return Stream.concat(commands.stream(), Stream.of(help)).toList();
  }

  private static Message ask(Views views, String line) {
    var words = line.split(" ", 2);
    var inbox =
        new CommandInbox(
            commands(views), new Completions(views, Pool.FAMILIES, CLOCK, Runnable::run), CLOCK);
    return inbox.answer(words[0], words.length > 1 ? words[1] : "", Ask.ADMIN);
  }
}
