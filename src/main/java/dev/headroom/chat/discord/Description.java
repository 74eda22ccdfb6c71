package dev.headroom.chat.discord;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import java.util.List;
import java.util.stream.Collectors;

/// The body of an embed: parts one below the other and the small print last, never longer than
/// Discord takes. What does not fit is left out at the end, and the text says so.
final class Description {

  /// <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
  static final int LIMIT = 4096;

  static final String SHORTENED = "-# Shortened: there is more than Discord shows in one message.";
  private static final int NOTES_LIMIT = 1000;
  private static final String FENCE = "```";

  private final StringBuilder body = new StringBuilder();
  private final String notes;
  private boolean full;
  private boolean afterCode;

  Description(List<Prose> notes) {
    this.notes =
        notes.stream()
            .flatMap(note -> fit(note, NOTES_LIMIT).lines())
            .filter(line -> !line.isBlank())
            .map(line -> "-# " + line)
            .collect(Collectors.joining("\n"));
  }

  /// Adds a paragraph.
  void paragraph(Prose prose) {
    var text = DiscordText.of(prose).strip();
    if (full || text.isEmpty()) {
      return;
    }
    var gap = body.isEmpty() ? "" : afterCode ? "\n" : "\n\n";
    int room = room() - gap.length();
    full = text.length() > room;
    var kept = full ? fit(prose, room) : text;
    if (!kept.isEmpty()) {
      body.append(gap).append(kept);
      afterCode = false;
    }
  }

  /// Adds lines in which every character is equally wide.
  void code(String lines) {
    if (full || lines.isEmpty()) {
      return;
    }
    var gap = body.isEmpty() ? "" : "\n";
    int room = room() - gap.length() - 2 * FENCE.length() - 2;
    var kept = lines.replace(FENCE, "'''");
    full = kept.length() > room;
    if (full) {
      kept = wholeLines(kept, room);
    }
    if (!kept.isEmpty()) {
      body.append(gap).append(FENCE).append('\n').append(kept).append('\n').append(FENCE);
      afterCode = true;
    }
  }

  boolean isEmpty() {
    return body.isEmpty();
  }

  @Override
  public String toString() {
    var small = full ? (notes.isEmpty() ? SHORTENED : SHORTENED + "\n" + notes) : notes;
    return body.isEmpty() || small.isEmpty() ? body + small : body + "\n" + small;
  }

  private int room() {
    return LIMIT - body.length() - notes.length() - SHORTENED.length() - 2;
  }

  private static String wholeLines(String lines, int room) {
    int end = room <= 0 ? -1 : lines.lastIndexOf('\n', room);
    return end < 0 ? "" : lines.substring(0, end);
  }

  private static String fit(Prose prose, int room) {
    var kept = new StringBuilder();
    for (var span : prose.spans()) {
      var text = DiscordText.of(span);
      if (kept.length() + text.length() > room) {
        return kept.append(cut(span, room - kept.length())).toString();
      }
      kept.append(text);
    }
    return kept.toString();
  }

  private static String cut(Span span, int room) {
    return switch (span) {
      case Span.Words(var text) -> DiscordText.cut(text, room, DiscordText::escape);
      case Span.Strong(var text) ->
          DiscordText.cut(text, room, part -> DiscordText.of(new Span.Strong(part)));
      case Span.Code _, Span.When _ -> "";
    };
  }
}
