package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLinesTest {

  private static final String GOOD =
      """
      slack: {bot-token: b, app-token: a}
      accounts:
        - {id: prod, provider: acme, key: k, probe: small}
        - {id: expired, provider: acme, key: k, cron: "0 6 * * *"}
      alerts:
        routes:
          - {when: {severity: critical}, to: ["slack:C1"]}
      budgets:
        - {for: prod, limit: 500 USD}
      """;

  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final FakeProgram program = new FakeProgram(GOOD);

  @Test
  void runsWithTheDefaultFile() {
    assertThat(execute(program, "run")).isZero();
    assertThat(program.asked).containsExactly("load config/headroom.yaml", "run");
  }

  @Test
  void startsNothingOnAFileWithProblems() {
    var broken = new FakeProgram("htp: {}\ntimezone: Mars\n");

    assertThat(execute(broken, "run", "--config", "my.yaml")).isEqualTo(2);
    assertThat(broken.asked).containsExactly("load my.yaml");
    assertThat(errors.toString())
        .isEqualTo(
            """
            my.yaml:1: htp: is no key here; did you mean "http"?
            my.yaml:2: timezone: must be a time zone like Europe/Berlin or UTC, was Mars
            headroom: 2 problems, nothing was started
            """);
  }

  @Test
  void checkTellsWhatTheFileMeans() {
    assertThat(execute(program, "check")).isZero();
    assertThat(answers.toString())
        .isEqualTo(
            """
            config/headroom.yaml: no problems

            where
              database  embedded PostgreSQL in data
              slack     by Socket Mode
              discord   off
              console   auto
              http      off
              timezone  UTC

            accounts
              prod     Acme AI  every 6h          POLLS SPEND: one token, two tokens by probe
              expired  Acme AI  0 6 * * * in UTC  POLLS SPEND: one token

            budgets
              prod  monthly  500 USD

            warnings
              no route takes warning alerts of prod about: quota, budget, account
              no route takes warning alerts of expired about: quota, budget, account
            """);
  }

  @Test
  void checkOnlineTriesEverythingAndFailsWhenSomethingDoes() {
    assertThat(execute(program, "check", "--online")).isEqualTo(1);
    assertThat(answers.toString())
        .endsWith(
            """
            online
              ok      prod     0 readings
              FAILED  expired  no usable credential: not logged in; make a login
              FAILED  slack    channel C1: invite the bot
            """);
  }

  @Test
  void aFailureIsOneSentence() {
    assertThat(execute(program, "demo", "--data-dir", "d")).isEqualTo(1);
    assertThat(program.asked).containsExactly("demo d");
    assertThat(errors.toString()).isEqualTo("headroom: the data directory is locked\n");
  }

  @Test
  void helpShowsExamplesAndExitCodes() {
    assertThat(execute(program, "--help")).isZero();
    assertThat(answers.toString())
        .contains("Examples:", "headroom check --online", "Exit codes:", "quota");
  }

  @ParameterizedTest(name = "headroom {0}")
  @ValueSource(
      strings = {"--version", "run -V", "demo -V", "check -V", "login -V", "quota -V", "health -V"})
  void tellsItsVersionEverywhere(String line) {
    assertThat(execute(program, line.split(" "))).isZero();
    assertThat(answers.toString()).isEqualTo("headroom development\n");
  }

  @Test
  void unknownWordsAreUsageProblemsWithNeighbours() {
    assertThat(execute(program, "chek")).isEqualTo(2);
    assertThat(execute(program, "run", "--confg", "x")).isEqualTo(2);
    assertThat(errors.toString()).contains("check", "--config");
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    assertThat(execute(program)).isEqualTo(2);
    assertThat(errors.toString()).contains("run", "demo", "check", "health");
  }

  @Test
  void healthFailsWhenNobodyAnswers() {
    assertThat(execute(program, "health", "--url", "http://127.0.0.1:1/health")).isEqualTo(1);
    assertThat(errors.toString()).contains("nobody answers at http://127.0.0.1:1/health");
  }

  private int execute(Program with, String... arguments) {
    return CommandLines.of(with, new BufferedReader(Reader.nullReader()))
        .setOut(new PrintWriter(new BufferedWriter(answers), true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
