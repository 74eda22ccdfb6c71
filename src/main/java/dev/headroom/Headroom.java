package dev.headroom;

import dev.headroom.cli.CommandLines;
import java.time.Clock;
import java.util.Locale;

/// The program's entry: arguments in, an exit code out.
public final class Headroom {

  private Headroom() {}

  public static void main(String[] arguments) {
    // It speaks English, to people, vendors and the database; else a host's locale chooses digits.
    Locale.setDefault(Locale.ENGLISH);
    var app = new App(Clock.systemUTC(), System.out::println);
    System.exit(CommandLines.of(app, StandardInput.lines()).execute(arguments));
  }
}
