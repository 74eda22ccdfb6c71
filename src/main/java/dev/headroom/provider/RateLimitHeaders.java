package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Limits that a provider tells in the headers of its answers. What is absent or `-1` is unknown.
///
/// A reset there is mostly the moment the bucket is full again, not the next allowed request.
public final class RateLimitHeaders {

  private RateLimitHeaders() {}

  /// The three headers of one limit.
  ///
  /// @param name what people read
  /// @param unit `requests`, `tokens`
  public record Window(
      String name,
      String unit,
      Optional<Duration> length,
      String limit,
      String remaining,
      String reset) {

    /// Headers in OpenAI's manner: `x-ratelimit-limit-requests`, `x-ratelimit-remaining-requests`…
    ///
    /// @param what the end of the header names
    public static Window dashed(String name, String unit, Duration length, String what) {
      return new Window(
          name,
          unit,
          Optional.of(length),
          "x-ratelimit-limit-" + what,
          "x-ratelimit-remaining-" + what,
          "x-ratelimit-reset-" + what);
    }

    /// Headers in Anthropic's manner: `<prefix>-limit`, `<prefix>-remaining`, `<prefix>-reset`.
    public static Window prefixed(String name, String unit, Duration length, String prefix) {
      return new Window(
          name,
          unit,
          Optional.of(length),
          prefix + "-limit",
          prefix + "-remaining",
          prefix + "-reset");
    }
  }

  /// The quotas that `answer` tells of, in the order of `windows`. A span until the reset counts
  /// from when the answer was given, which may be a while ago.
  public static List<Quota> read(Answer answer, List<Window> windows, Instant now) {
    var given = now.minus(answer.age());
    return windows.stream().flatMap(window -> quota(answer, window, given).stream()).toList();
  }

  private static Optional<Quota> quota(Answer answer, Window window, Instant given) {
    return number(answer, window.limit())
        .map(limit -> {
          var quota = Quota.named(window.name(), window.unit()).withLimit(limit);
          var counted =
              number(answer, window.remaining())
                  .map(left -> quota.withRemaining(left, limit))
                  .orElse(quota);
          var sized = window.length().map(counted::withWindow).orElse(counted);
          return answer
              .header(window.reset())
              .flatMap(text -> Resets.at(text, given))
              .map(sized::withResetsAt)
              .orElse(sized);
        });
  }

  private static Optional<BigDecimal> number(Answer answer, String header) {
    return answer
        .header(header)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}(\\.\\d{1,9})?"))
        .map(BigDecimal::new);
  }
}
