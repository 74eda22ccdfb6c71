package dev.headroom.provider;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came back: status, headers with lower-case names, and the body. It doesn't print its body.
public record Answer(int status, Map<String, List<String>> headers, String text) {

  /// The first value of a header, whatever its case.
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /// The body as JSON.
  ///
  /// @throws ApiException unreadable, when it is none
  public Json json() {
    return Json.parse(text);
  }

  @Override
  public String toString() {
    return "Answer[" + status + ", " + text.length() + " characters]";
  }
}
