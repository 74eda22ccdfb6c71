package dev.headroom.provider;

import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The limits in the headers of a call to one of Mistral's models. None is documented. Two families
/// are seen, of which an answer has one; only the older one, `bysize`, tells a reset.
final class MistralProbe {

  /// A span in the name of a header; a month has no length.
  private record Span(String word, String title, Optional<Duration> length) {}

  private static final Span MINUTE = new Span("minute", "min", Optional.of(Duration.ofMinutes(1)));
  private static final List<Span> SPANS =
      List.of(
          new Span("second", "s", Optional.of(Duration.ofSeconds(1))),
          MINUTE,
          new Span("hour", "hour", Optional.of(Duration.ofHours(1))),
          new Span("day", "day", Optional.of(Duration.ofDays(1))),
          new Span("month", "month", Optional.empty()));

  private MistralProbe() {}

  static List<Quota> read(Access access, Api api, String model, Instant now) {
    var to =
        Request.post(access.uri("base-url", "v1"), "/chat/completions")
            .bearer(access.secret("key"));
    var quotas =
        ChatProbe.read(api, ChatProbe.request(to, model, "max_tokens"), model, windows(model), now);
    var seen = new HashSet<String>();
    return quotas.stream().filter(quota -> seen.add(quota.name())).toList();
  }

  private static List<Window> windows(String model) {
    var windows = new ArrayList<Window>();
    for (var what : List.of("req", "requests", "tokens")) {
      var unit = what.equals("req") ? "requests" : what;
      for (var span : SPANS) {
        windows.add(window(model, unit, span, "x-ratelimit-", "-" + what + "-" + span.word()));
      }
    }
    windows.add(window(model, "tokens", MINUTE, "ratelimitbysize-", ""));
    for (var span : SPANS) {
      windows.add(window(model, "tokens", span, "x-ratelimitbysize-", "-" + span.word()));
    }
    return windows;
  }

  private static Window window(String model, String unit, Span span, String begin, String end) {
    return new Window(
        "%s: %s/%s".formatted(model, unit, span.title()),
        unit,
        span.length(),
        begin + "limit" + end,
        begin + "remaining" + end,
        begin + "reset" + end);
  }
}
