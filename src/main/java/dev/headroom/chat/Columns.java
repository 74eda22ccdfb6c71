package dev.headroom.chat;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// How many columns text takes in a monospaced font, and text made to fit columns.
final class Columns {

  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private Columns() {}

  /// The columns `text` takes: two for CJK and emoji, none for marks that combine.
  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default ->
          WIDE.contains(UnicodeScript.of(character)) || Character.isEmojiPresentation(character)
              ? 2
              : 1;
    };
  }

  /// `text` on one line: line breaks and control characters become blanks.
  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /// `text` in exactly `width` columns, at the left; cut with `…` when it is longer.
  static String left(String text, int width) {
    var cut = cut(text, width);
    return cut + " ".repeat(width - of(cut));
  }

  /// `text` in at least `width` columns, at the right; never cut.
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }

  private static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 1;
    for (int character : text.codePoints().toArray()) {
      used += of(character);
      if (used > width) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept.append('…').toString();
  }
}
