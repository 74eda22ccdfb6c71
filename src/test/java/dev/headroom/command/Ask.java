package dev.headroom.command;

import dev.headroom.message.Message;
import dev.headroom.testing.Team;

/// Types a line into one command.
final class Ask {

  static final Caller ADMIN = new Caller("slack", "U0ADA", "ada", () -> true);
  static final Caller MEMBER = new Caller("slack", "U0BOB", "bob", () -> false);

  private Ask() {}

  static Message as(Caller caller, Command command, String line) {
    return as(caller, command, line, false);
  }

  static Message as(Caller caller, Command command, String line, boolean fresh) {
    return switch (Parser.parse(command.grammar(), line)) {
      case Parsed.Help() -> Manual.of(command.grammar());
      case Parsed.Misread(var answer) -> answer;
      case Parsed.Understood(var form, var values) ->
          command.answer(new Invocation(form, values, caller, Team.NOW, fresh));
    };
  }
}
