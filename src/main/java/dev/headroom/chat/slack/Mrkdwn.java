package dev.headroom.chat.slack;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Prose in Slack's own markup, with everything escaped that could format, link or ping.
final class Mrkdwn {

  /// What ends a text that was too long.
  static final String SHORTENED = " … (shortened)";

  private static final String INVISIBLE = "\u200B";
  private static final Pattern PING =
      Pattern.compile("@(?=(?:channel|here|everyone)\\b)", Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter TIME = format("HH:mm 'UTC'");
  private static final DateTimeFormatter DATE = format("yyyy-MM-dd");
  private static final DateTimeFormatter DATE_TIME = format("yyyy-MM-dd HH:mm 'UTC'");

  private Mrkdwn() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /// `prose` in at most `limit` characters. What is too long is cut between or inside its words,
  /// never inside a token, and says so.
  static String render(Prose prose, int limit) {
    var out = new StringBuilder();
    for (var span : prose.spans()) {
      var text = render(span);
      if (out.length() + text.length() > limit) {
        int room = Math.max(0, limit - SHORTENED.length());
        if (out.length() > room) {
          return shorten(prose, room) + SHORTENED;
        }
        return out + (span instanceof Span.Words ? cut(text, room - out.length()) : "") + SHORTENED;
      }
      out.append(text);
    }
    return out.toString();
  }

  private static String shorten(Prose prose, int room) {
    var out = new StringBuilder();
    for (var span : prose.spans()) {
      var text = render(span);
      if (out.length() + text.length() > room) {
        return out + (span instanceof Span.Words ? cut(text, room - out.length()) : "");
      }
      out.append(text);
    }
    return out.toString();
  }

  private static String render(Span span) {
    return switch (span) {
      case Span.Words(var text) -> escape(text);
      case Span.Strong(var text) -> wrap("*", escape(text).replace('*', '∗'));
      case Span.Code(var text) -> wrap("`", escape(text).replace('`', 'ˋ'));
      case Span.When when -> when(when);
    };
  }

  /// A mark only works around text without blanks at its ends and without line breaks.
  private static String wrap(String mark, String text) {
    var inner = text.replaceAll("\\s+", " ").strip();
    return inner.isEmpty() ? "" : mark + inner + mark;
  }

  /// The words are inside the token, so that Slack writes `today` in lower case after them.
  private static String when(Span.When when) {
    var words = escape(when.words()).replaceAll("[|^{}\\s]+", " ").strip();
    var lead = words.isEmpty() ? "" : words + " ";
    return switch (when.style()) {
      case TIME -> token(when, lead, "{time}", TIME);
      case DATE -> token(when, lead, "{date_short_pretty}", DATE);
      case DATE_TIME -> token(when, lead, "{date_short_pretty} {time}", DATE_TIME);
    };
  }

  private static String token(
      Span.When when, String lead, String pattern, DateTimeFormatter fallback) {
    return "<!date^%d^%s%s|%s%s>"
        .formatted(when.at().getEpochSecond(), lead, pattern, lead, fallback.format(when.at()));
  }

  /// Text that means nothing to Slack but itself: no mention, no link, no `@channel`.
  static String escape(String text) {
    var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return PING.matcher(safe).replaceAll("@" + INVISIBLE);
  }

  /// At most `limit` characters of escaped text, not cut inside an entity or a surrogate pair.
  static String cut(String escaped, int limit) {
    if (escaped.length() <= limit) {
      return escaped;
    }
    int end = Math.max(0, limit);
    int entity = escaped.lastIndexOf('&', end);
    if (entity >= 0 && entity < end && escaped.indexOf(';', entity) >= end) {
      end = entity;
    }
    if (end > 0 && Character.isHighSurrogate(escaped.charAt(end - 1))) {
      end--;
    }
    return escaped.substring(0, end);
  }
}
