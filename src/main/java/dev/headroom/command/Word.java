package dev.headroom.command;

import java.util.ArrayList;
import java.util.List;

/// One word of a typed line. Quotes of any kind keep blanks together; one that is never closed
/// reaches to the end.
///
/// @param quoted whether it stood in quotes, and so is a name whatever it looks like
record Word(String text, boolean quoted) {

  private static final String OPENING = "\"'“”„‘’`";

  static List<Word> split(String line) {
    var words = new ArrayList<Word>();
    var at = 0;
    while (at < line.length()) {
      if (isBlank(line.charAt(at))) {
        at++;
        continue;
      }
      var quoted = OPENING.indexOf(line.charAt(at)) >= 0;
      var start = quoted ? at + 1 : at;
      var end = start;
      while (end < line.length() && !ends(line.charAt(end), quoted)) {
        end++;
      }
      if (end > start) {
        words.add(new Word(line.substring(start, end).strip(), quoted));
      }
      at = quoted ? end + 1 : end;
    }
    return words.stream().filter(word -> !word.text().isEmpty()).toList();
  }

  private static boolean ends(char letter, boolean quoted) {
    return quoted ? OPENING.indexOf(letter) >= 0 : isBlank(letter);
  }

  private static boolean isBlank(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
  }
}
