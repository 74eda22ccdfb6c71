package dev.headroom.chat.console;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/// Text that is safe to print, and how many columns it takes.
final class Plain {

  private static final String ELLIPSIS = "…";
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private Plain() {}

  /// `text` with every character that would command the terminal rather than be seen replaced, in
  /// one line.
  static String of(String text) {
    return text.codePoints()
        .map(character -> Character.isWhitespace(character) ? ' ' : character)
        .map(character -> isCommanding(character) ? '\uFFFD' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Like [#of], with its lines kept.
  static String lines(String text) {
    return Stream.of(LINE_END.split(text, -1)).map(Plain::of).collect(Collectors.joining("\n"));
  }

  /// Controls, and those that turn the direction of what follows.
  private static boolean isCommanding(int character) {
    return Character.isISOControl(character)
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  static int columns(String text) {
    return text.codePoints().map(WCWidth::wcwidth).filter(width -> width > 0).sum();
  }

  static String left(String text, int columns) {
    var cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - columns(cut)));
  }

  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - columns(text))) + text;
  }

  private static String cut(String text, int columns) {
    if (columns(text) <= columns) {
      return text;
    }
    var end = text.length();
    while (end > 0 && columns(text.substring(0, end)) > columns - 1) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
