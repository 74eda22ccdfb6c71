package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A window of opencode's Go plan, which its three sources name differently. A month begins on the
/// day of the subscription and has no length of its own.
///
/// @param field in Go's usage; its pages append `Usage`
/// @param meter in the console's status
record OpenCodeWindow(String field, String meter, String title, Optional<Duration> length) {

  static final List<OpenCodeWindow> ALL =
      List.of(
          new OpenCodeWindow("rolling", "fiveHour", "5-hour", Optional.of(Duration.ofHours(5))),
          new OpenCodeWindow("weekly", "week", "Weekly", Optional.of(Duration.ofDays(7))),
          new OpenCodeWindow("monthly", "month", "Monthly", Optional.empty()));

  Quota sized(Quota quota) {
    return length.map(quota::withWindow).orElse(quota);
  }
}
