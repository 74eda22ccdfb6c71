package dev.headroom.message;

import java.util.List;

/// Something to say: neutral words and blocks that each platform renders its own way.
///
/// @param summary the whole message in a line of plain words: notifications, screen readers
/// @param tone how serious it is
public record Message(String summary, Tone tone, List<Block> blocks, List<Button> buttons) {

  public Message {
    if (summary.isBlank()) {
      throw new IllegalArgumentException("message: must have a summary");
    }
    blocks = List.copyOf(blocks);
    buttons = List.copyOf(buttons);
  }

  /// A message that is one sentence.
  public static Message of(String sentence) {
    return new Message(
        sentence, Tone.NEUTRAL, List.of(new Block.Text(Prose.of(sentence))), List.of());
  }

  /// A sentence that says what went wrong and what to do.
  public static Message problem(String sentence) {
    return new Message(
        sentence, Tone.WARNING, List.of(new Block.Text(Prose.of(sentence))), List.of());
  }
}
