package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.config.Scalar.Parsed;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Names for channels, and how routes refer to them.
///
/// @param platforms the chat platforms that are on
record ChannelKeys(Map<String, String> channels, Set<String> platforms) {

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private static final String CHANNEL =
      "slack:[CGD][A-Z0-9]*|discord:\\d{1,20}|console:[a-z0-9-]{1,40}";

  /// A channel as `platform:id`.
  Scalar<String> channel() {
    return Scalar.of(Schema.matching(CHANNEL), this::parse);
  }

  /// A channel by its name or as `platform:id`; both become `platform:id`.
  Scalar<String> reference() {
    return Scalar.of(
        Schema.text(),
        text -> {
          var named = channels.get(text);
          if (named != null) {
            return new Fits<>(named);
          }
          return text.contains(":")
              ? parse(text)
              : new Misfit<>("be a name under channels", Problems.hint(text, channels.keySet()));
        });
  }

  private Parsed<String> parse(String text) {
    if (!text.matches(CHANNEL)) {
      return new Misfit<>("be like slack:C0123456789 or discord:112233445566778899");
    }
    var platform = text.substring(0, text.indexOf(':'));
    return platforms.contains(platform)
        ? new Fits<>(text)
        : new Misfit<>("be on a chat that is on; %s is not".formatted(platform));
  }
}
