package dev.headroom.chat.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Until when Discord wants to be left alone, for each route on its own and for all together.
/// Asking before is what gets a bot banned.
///
/// <https://discord.com/developers/docs/topics/rate-limits>
final class RateLimits {

  private static final String GLOBAL = "*";

  private final Map<String, Instant> until = new ConcurrentHashMap<>();

  /// How long to wait before asking `route`; empty for not at all.
  Optional<Duration> pause(String route, Instant now) {
    var common = until.getOrDefault(GLOBAL, Instant.MIN);
    var own = until.getOrDefault(route, Instant.MIN);
    var end = common.isAfter(own) ? common : own;
    return end.isAfter(now) ? Optional.of(Duration.between(now, end)) : Optional.empty();
  }

  /// Discord refused: nothing more on `route`, or at all, for `time`.
  void refused(String route, boolean global, Duration time, Instant now) {
    until.put(global ? GLOBAL : route, now.plus(time));
  }

  /// Discord answered, but the next request on `route` would be one too many for `time`.
  void usedUp(String route, Duration time, Instant now) {
    until.values().removeIf(end -> end.isBefore(now));
    until.put(route, now.plus(time));
  }
}
