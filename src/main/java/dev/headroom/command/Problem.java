package dev.headroom.command;

import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Suggestion;
import java.util.Collection;
import java.util.List;

/// Sentences about what can't be done, each with what to type instead.
final class Problem {

  private static final int LONGEST_WORD = 40;

  private Problem() {}

  /// A sentence, and a line to type.
  static Message of(String sentence, String example) {
    var prose = Prose.of(sentence + " Try ").code(example);
    return new Message(sentence, Tone.WARNING, List.of(new Block.Text(prose)), List.of());
  }

  /// What someone typed, short enough to say back, in quotes.
  static String quote(String typed) {
    var word = typed.replaceAll("\\p{Cntrl}+", " ").replace('"', '\'').strip();
    var end = Math.min(word.length(), LONGEST_WORD);
    return "\"" + (end < word.length() ? word.substring(0, end) + "…" : word) + "\"";
  }

  /// ` Did you mean "tokens"?`, or nothing.
  static String didYouMean(String typed, Collection<String> known) {
    return Suggestion.closest(typed, known)
        .map(word -> " Did you mean \"" + word + "\"?")
        .orElse("");
  }
}
