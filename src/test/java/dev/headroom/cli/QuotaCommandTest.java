package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Team;
import dev.headroom.usage.Failure;
import dev.headroom.view.AccountJson;
import dev.headroom.view.AccountView;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class QuotaCommandTest {

  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void showsWhatIsStoredAsATable() {
    var program = program(Team.groq(), Team.openai());

    assertThat(execute(program, "quota")).isZero();
    assertThat(program.asked).containsExactly("load config/headroom.yaml", "close readings");
    assertThat(errors.toString()).isEmpty();
    assertThat(answers.toString())
        .isEqualTo(
            new QuotaTable(Team.NOW, ZoneId.of("UTC"))
                .of(AccountView.all(List.of(Team.groq(), Team.openai()), Team.NOW)));
  }

  @Test
  void showsTheSameAsTheDocumentOfTheDesign() {
    var program = program(Team.openai(), Team.deepseek(), Team.gemini());

    assertThat(execute(program, "quota", "--json")).isEqualTo(1);
    assertThat(answers.toString())
        .isEqualTo(
            AccountJson.write(
                    AccountView.all(
                        List.of(Team.openai(), Team.deepseek(), Team.gemini()), Team.NOW))
                + "\n");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void endsWellWhenEveryAccountCouldBeRead() {
    assertThat(execute(program(Team.openai(), Team.groq()), "quota")).isZero();
    assertThat(answers.toString()).contains("openai-prod", "groq-free").doesNotContain("not read");
  }

  @Test
  void failsForAccountsThatWereAskedForOnly() {
    var program = program(Team.openai(), Team.deepseek());

    assertThat(execute(program, "quota", "openai-prod")).isZero();
    assertThat(answers.toString()).contains("openai-prod").doesNotContain("deepseek-eval");
    assertThat(execute(program, "quota", "deepseek-eval")).isEqualTo(1);
  }

  @Test
  void failsWhenOneIsStaleOrFailsOrWasNeverRead() {
    assertThat(execute(program(Team.gemini()), "quota")).as("stale").isEqualTo(1);
    assertThat(
            execute(
                program(Team.failing(Team.groq(), Failure.Kind.UNREACHABLE, "no answer")), "quota"))
        .as("failing")
        .isEqualTo(1);
    assertThat(execute(program(QuotaTableTest.never()), "quota")).as("never read").isEqualTo(1);
  }

  @Test
  void readsOnlyWhatIsAskedForWhenFresh() {
    var program = program(Team.openai(), Team.groq(), Team.mistral());

    assertThat(execute(program, "quota", "--fresh", "groq-free", "openai-prod", "groq-free"))
        .isZero();
    assertThat(program.asked)
        .containsExactlyInAnyOrder(
            "load config/headroom.yaml",
            "refresh groq-free",
            "refresh openai-prod",
            "close readings");
    assertThat(errors.toString()).as("nobody watches").isEmpty();
  }

  @Test
  void saysWhatIsNotReadYetAndWhy() {
    var resting = new Refresh.Pause(1, Team.NOW.plusSeconds(840));
    var held = new Refresh.Pause(1, Team.NOW.plusSeconds(90_000));
    var program =
        program(Team.openai(), Team.groq())
            .with(
                "openai-prod", new Refresh.Outcome(0, 0, 0, Optional.empty(), Optional.of(resting)))
            .with("groq-free", new Refresh.Outcome(0, 0, 0, Optional.of(held), Optional.empty()));

    assertThat(execute(program, "quota", "--fresh")).isZero();
    assertThat(errors.toString())
        .isEqualTo(
            """
            headroom: openai-prod: reading it spends tokens or money, so it is read again from 2026-11-21 13:19 UTC on
            headroom: groq-free: its provider asked for a pause, so it is read again from 2026-11-22 14:05 UTC on
            """);
  }

  @Test
  void tellsAPersonHowFarItIs() {
    assertThat(execute(program(Team.openai(), Team.groq()).watched(), "quota", "--fresh")).isZero();
    assertThat(errors.toString())
        .startsWith("\rread 0 of 2 accounts\rread 1 of 2 accounts\rread 2 of 2 accounts\r")
        .endsWith(" \r");
    assertThat(answers.toString()).doesNotContain("\r", "of 2");
  }

  @Test
  void namesAnUnknownAccountAndItsNeighbour() {
    var program = program(Team.openai(), Team.groq());

    assertThat(execute(program, "quota", "openai-prd", "groq-free", "x")).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            """
            headroom: there is no account "openai-prd" in config/headroom.yaml; did you mean "openai-prod"?
            headroom: there is no account "x" in config/headroom.yaml; there are openai-prod, groq-free
            """);
    assertThat(program.asked).as("nothing was opened").containsExactly("load config/headroom.yaml");
    assertThat(answers.toString()).isEmpty();
  }

  @Test
  void opensNothingOnAFileWithProblems() {
    var broken = new FakeProgram("accounts: 7\n");

    assertThat(execute(broken, "quota", "--config", "my.yaml")).isEqualTo(2);
    assertThat(broken.asked).containsExactly("load my.yaml");
  }

  @Test
  void saysThatThereIsNoAccount() {
    assertThat(execute(program(), "quota")).isZero();
    assertThat(answers.toString()).isEqualTo("there is no account\n");
  }

  @Test
  void explainsItsExitCodes() {
    assertThat(execute(program(), "quota", "--help")).isZero();
    assertThat(answers.toString()).contains("--fresh", "--json", "Exit codes:", "never read");
  }

  private static FakeProgram program(Current... stored) {
    var yaml =
        List.of(stored).stream()
            .map(current ->
                "  - {id: %s, provider: acme, key: k}\n".formatted(current.account().id()))
            .collect(Collectors.joining());
    return new FakeProgram(yaml.isEmpty() ? "{}" : "accounts:\n" + yaml, List.of(stored));
  }

  private int execute(Program with, String... arguments) {
    return CommandLines.of(with, new BufferedReader(Reader.nullReader()))
        .setOut(new PrintWriter(new BufferedWriter(answers), true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
