package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void readsLinesAndShowsNoneOfThem() {
    var terminal = terminal("hush-1\nhush-2\n");

    assertThat(terminal.ask("First?")).contains("hush-1");
    assertThat(terminal.ask("Then?")).contains("hush-2");
    assertThat(terminal.ask("More?")).isEmpty();
    assertThat(answers).hasToString("First? Then? More? \n");
  }

  @Test
  void tellsWhatToDoApartFromHowItGoes() {
    var terminal = terminal("");

    terminal.tell("Open this page.");
    terminal.progress("Waiting.");

    assertThat(answers).hasToString("Open this page.\n");
    assertThat(errors).hasToString("Waiting.\n");
  }

  private Terminal terminal(String typed) {
    return new Terminal(
        new BufferedReader(new StringReader(typed)),
        new PrintWriter(answers),
        new PrintWriter(errors));
  }
}
