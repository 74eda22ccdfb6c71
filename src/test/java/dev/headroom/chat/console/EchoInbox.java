package dev.headroom.chat.console;

import dev.headroom.chat.Inbox;
import dev.headroom.command.Caller;
import dev.headroom.command.Grammar;
import dev.headroom.command.Grammar.Form;
import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.message.Message;
import dev.headroom.message.Tone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers every command with itself.
final class EchoInbox implements Inbox {

  private static final Parameter SCOPE =
      new Parameter("for", "which accounts", Kind.SCOPE, true, List.of());

  private static final Parameter BEST =
      new Parameter("best", "a family", Kind.FAMILY, false, List.of());

  private final List<Boolean> admins = new CopyOnWriteArrayList<>();

  /// Whether each caller so far was an admin.
  List<Boolean> admins() {
    return admins;
  }

  @Override
  public List<Grammar> grammars() {
    var period =
        new Parameter("period", "how long", Kind.CHOICE, true, List.of("daily", "monthly"));
    return List.of(
        new Grammar("quota", "what is left", List.of(new Form("", "all", List.of(SCOPE, BEST)))),
        new Grammar(
            "budget",
            "budgets",
            List.of(
                new Form("set", "sets one", List.of(SCOPE, period)),
                new Form("remove", "removes one", List.of(SCOPE)))));
  }

  @Override
  public Message answer(String command, String arguments, Caller caller) {
    admins.add(caller.admin().getAsBoolean());
    var text = "%s(%s) by %s".formatted(command, arguments, caller.signature());
    return arguments.startsWith("offering ") ? offering(text, arguments) : Message.of(text);
  }

  private static Message offering(String text, String arguments) {
    var words = arguments.replace("offering ", "");
    return new Message(
        text,
        Tone.NEUTRAL,
        List.of(),
        List.of(
            new Button("Refresh", "quota", words, Effect.REPLACE),
            new Button("History", "quota-history", words, Effect.REPLY),
            new Button("Share", "quota", words, Effect.SHARE)));
  }

  @Override
  public Message answer(String command, String form, Map<String, String> values, Caller caller) {
    return answer(command, form + values, caller);
  }

  @Override
  public Message refresh(String command, String arguments, Caller caller) {
    return answer("fresh " + command, arguments, caller);
  }

  @Override
  public List<String> complete(Grammar.Kind kind, String typed) {
    return kind == Kind.FAMILY ? List.of("all", "claude") : List.of("openai-prod", "openai");
  }
}
