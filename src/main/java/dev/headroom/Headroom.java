package dev.headroom;

import dev.headroom.cli.CommandLines;
import java.time.Clock;

/// The program's entry: arguments in, an exit code out.
public final class Headroom {

  private Headroom() {}

  public static void main(String[] arguments) {
    var app = new App(Clock.systemUTC(), System.out::println);
    System.exit(CommandLines.of(app, StandardInput.lines()).execute(arguments));
  }
}
