package dev.headroom.cli;

import dev.headroom.provider.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Whoever sits at this terminal: reads what they type, and shows it nowhere.
record Terminal(BufferedReader input, PrintWriter answers, PrintWriter errors) implements Person {

  @Override
  public void tell(String line) {
    answers.println(line);
    answers.flush();
  }

  @Override
  public void progress(String line) {
    errors.println(line);
    errors.flush();
  }

  @Override
  public Optional<String> ask(String question) {
    answers.print(question + " ");
    answers.flush();
    try {
      var line = Optional.ofNullable(input.readLine());
      if (line.isEmpty()) {
        answers.println();
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can be read from the terminal", e);
    }
  }
}
