package dev.headroom.chat.discord;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import dev.headroom.message.Span.Style;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Prose as Discord's markdown, in which foreign words can neither mark up, mention nor link.
///
/// Discord's rules: <https://discord.com/developers/docs/reference#message-formatting>
final class DiscordText {

  private static final Pattern MARKUP = Pattern.compile("[\\\\*_~|`<>#\\[\\]]|(?m)^[-+](?=\\s)");

  /// These mention without brackets, so an invisible blank goes between.
  private static final Pattern MENTION = Pattern.compile("@(?=everyone|here)");

  /// An address shows what it is and takes no markup, so it stays as it is.
  private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.:/?=&%~#-]*[\\w/]");

  private DiscordText() {}

  /// `prose` as markdown.
  static String of(Prose prose) {
    return prose.spans().stream().map(DiscordText::of).collect(Collectors.joining());
  }

  /// `span` as markdown.
  static String of(Span span) {
    return switch (span) {
      case Span.Words(var text) -> escape(text);
      case Span.Strong(var text) -> text.isBlank() ? text : "**" + escape(text) + "**";
      case Span.Code(var text) -> code(text);
      case Span.When(var words, var at, var style) ->
          (words.isBlank() ? "" : escape(words) + " ")
              + "<t:%d:%s>".formatted(at.getEpochSecond(), letter(style));
    };
  }

  /// `text` so that it reads on Discord as it is.
  static String escape(String text) {
    var escaped = new StringBuilder();
    int from = 0;
    for (var address = ADDRESS.matcher(text); address.find(); from = address.end()) {
      escaped.append(escapeWords(text.substring(from, address.start()))).append(address.group());
    }
    return escaped.append(escapeWords(text.substring(from))).toString();
  }

  private static String escapeWords(String text) {
    var unmarked = MARKUP.matcher(text).replaceAll("\\\\$0");
    return MENTION.matcher(unmarked).replaceAll("@\u200b");
  }

  /// The longest start of `text` that `markUp` keeps within `room` characters, with `…` when
  /// something is missing; empty if not even that fits.
  static String cut(String text, int room, UnaryOperator<String> markUp) {
    if (markUp.apply(text).length() <= room) {
      return markUp.apply(text);
    }
    int low = 0;
    int high = Math.min(text.length(), Math.max(0, room));
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean fits = markUp.apply(start(text, middle)).length() <= room;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return low == 0 ? "" : markUp.apply(start(text, low));
  }

  private static String start(String text, int length) {
    boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length).stripTrailing() + "…";
  }

  private static String code(String text) {
    var line = text.replace('\n', ' ');
    if (line.isBlank()) {
      return line;
    }
    return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
  }

  private static String letter(Style style) {
    return switch (style) {
      case TIME -> "t";
      case DATE -> "d";
      case DATE_TIME -> "f";
    };
  }
}
