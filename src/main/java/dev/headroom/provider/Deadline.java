package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When a poll must be over.
///
/// @param allowed how long the poll had in all, for the sentence that says it ran out
record Deadline(InstantSource clock, Instant end, Duration allowed) {

  /// The time that is left, more than zero.
  ///
  /// @throws ApiException unreachable, when none is
  Duration left() {
    var left = Duration.between(clock.instant(), end);
    if (left.isNegative() || left.isZero()) {
      throw passed();
    }
    return left;
  }

  boolean allows(Duration wait) {
    return clock.instant().plus(wait).isBefore(end);
  }

  ApiException passed() {
    return ApiException.of(
        Failure.Kind.UNREACHABLE, "no answer within " + allowed.toMillis() / 1000.0 + " s");
  }
}
