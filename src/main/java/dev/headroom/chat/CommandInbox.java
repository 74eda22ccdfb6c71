package dev.headroom.chat;

import dev.headroom.command.Caller;
import dev.headroom.command.Command;
import dev.headroom.command.Grammar;
import dev.headroom.command.Invocation;
import dev.headroom.command.Manual;
import dev.headroom.command.Parsed;
import dev.headroom.command.Parser;
import dev.headroom.message.Message;
import dev.headroom.usage.Suggestion;
import dev.headroom.view.Views;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Routes what people type to the commands. Whatever they throw becomes a sentence and, unless the
/// database is just away, one log entry with its stack.
public final class CommandInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(CommandInbox.class);
  private static final String AWAY =
      "My database does not answer right now, so neither can I. I keep trying by myself;"
          + " ask again in a minute.";
  private static final String BROKEN =
      "Something broke on my side; it is in my log. Try again, and if it stays like this tell"
          + " whoever runs me.";

  private final List<Command> commands;
  private final Completions completions;
  private final InstantSource clock;

  public CommandInbox(List<Command> commands, Completions completions, InstantSource clock) {
    this.commands = List.copyOf(commands);
    this.completions = completions;
    this.clock = clock;
  }

  @Override
  public List<Grammar> grammars() {
    return commands.stream().map(Command::grammar).toList();
  }

  @Override
  public Message answer(String command, String arguments, Caller caller) {
    return route(command, grammar -> Parser.parse(grammar, arguments), caller, false);
  }

  @Override
  public Message answer(String command, String form, Map<String, String> values, Caller caller) {
    return route(command, grammar -> Parser.check(grammar, form, values), caller, false);
  }

  @Override
  public Message refresh(String command, String arguments, Caller caller) {
    return route(command, grammar -> Parser.parse(grammar, arguments), caller, true);
  }

  @Override
  public List<String> complete(Grammar.Kind kind, String typed) {
    return completions.of(kind, typed);
  }

  private Message route(
      String typed, Function<Grammar, Parsed> reading, Caller caller, boolean fresh) {
    var name = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^/", "");
    return find(name)
        .map(command -> answer(command, reading, caller, fresh))
        .orElseGet(() -> unknown(name));
  }

  private Optional<Command> find(String name) {
    return commands.stream().filter(command -> command.grammar().name().equals(name)).findFirst();
  }

  /// Catches everything: a platform that got no answer would leave a person waiting for it.
  @SuppressWarnings("CatchingUnchecked")
  private Message answer(
      Command command, Function<Grammar, Parsed> reading, Caller caller, boolean fresh) {
    try {
      return switch (reading.apply(command.grammar())) {
        case Parsed.Misread(var answer) -> answer;
        case Parsed.Help() -> Manual.of(command.grammar());
        case Parsed.Understood(var form, var values) ->
            command.answer(new Invocation(form, values, caller, clock.instant(), fresh));
      };
    } catch (Views.Unavailable e) {
      LOG.warn(
          "command={} outcome=unavailable reason=\"{}\"", command.grammar().name(), e.getMessage());
      return Message.problem(AWAY);
    } catch (RuntimeException | Error e) {
      LOG.error("command={} outcome=failed", command.grammar().name(), e);
      return Message.problem(BROKEN);
    }
  }

  private Message unknown(String name) {
    var names = commands.stream().map(command -> command.grammar().name()).toList();
    var known = String.join(", /", names);
    return Message.problem(
        Suggestion.closest(name, names)
            .map(close -> "I don't know that command. Did you mean /" + close + "?")
            .orElse("I don't know that command. I know /" + known + "."));
  }
}
