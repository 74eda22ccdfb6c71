package dev.headroom.provider;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
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

  /// This answer when it is `age` old. It says so in the header that caches use for it (RFC 9111,
  /// section 5.1), in seconds.
  public Answer aged(Duration age) {
    var more = new HashMap<>(headers);
    more.put("age", List.of(BigDecimal.valueOf(age.toMillis(), 3).toPlainString()));
    return new Answer(status, Map.copyOf(more), text);
  }

  /// How long ago it was given; zero unless it was kept.
  public Duration age() {
    return header("age")
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(text -> Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()))
        .orElse(Duration.ZERO);
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
