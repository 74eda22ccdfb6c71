package dev.headroom.chat.discord;

import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import java.util.Optional;

/// What a button carries through Discord and back: `share|quota openai-prod`. It is no secret and
/// no proof: whoever presses is asked for their rights again.
record ButtonId(Effect effect, String command, String arguments) {

  private static final int LIMIT = 100;

  static ButtonId of(Button button) {
    return new ButtonId(button.effect(), button.command(), button.arguments());
  }

  /// Reads [#toText()] back; empty for a button that an older version made.
  static Optional<ButtonId> parse(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      return Optional.empty();
    }
    var words = text.substring(bar + 1).split(" ", 2);
    return effect(text.substring(0, bar))
        .map(effect -> new ButtonId(effect, words[0], words.length > 1 ? words[1] : ""));
  }

  /// The `custom_id`; empty when Discord would find it too long.
  Optional<String> toText() {
    var text = (word(effect) + "|" + command + " " + arguments).stripTrailing();
    return Optional.of(text).filter(id -> id.length() <= LIMIT);
  }

  private static Optional<Effect> effect(String word) {
    return switch (word) {
      case "edit" -> Optional.of(Effect.REPLACE);
      case "reply" -> Optional.of(Effect.REPLY);
      case "share" -> Optional.of(Effect.SHARE);
      default -> Optional.empty();
    };
  }

  private static String word(Effect effect) {
    return switch (effect) {
      case REPLACE -> "edit";
      case REPLY -> "reply";
      case SHARE -> "share";
    };
  }
}
