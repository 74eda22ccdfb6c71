package dev.headroom.chat;

import dev.headroom.command.Caller;
import dev.headroom.command.Grammar;
import dev.headroom.message.Message;
import java.util.List;
import java.util.Map;

/// Where platforms bring what people typed or pressed. It always answers, whatever fails.
public interface Inbox {

  /// Every command, for platforms that register them.
  List<Grammar> grammars();

  /// Answers a command given as text: `quota`, `openai-prod`.
  Message answer(String command, String arguments, Caller caller);

  /// Answers a command whose words the platform has already told apart.
  Message answer(String command, String form, Map<String, String> values, Caller caller);

  /// Answers a pressed button that asks for fresh numbers.
  Message refresh(String command, String arguments, Caller caller);

  /// At most 25 completions for a scope or a family that starts like `typed`, best first.
  List<String> complete(Grammar.Kind kind, String typed);
}
