package dev.headroom.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// How long a channel rests after a delivery that did not succeed.
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int LARGEST_SHIFT = 10;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// At least what the platform asked for; longer with every attempt, and never quite the same.
  Instant until(Instant now, int attempts, Duration asked) {
    var growing = FIRST.multipliedBy(1L << Math.clamp(attempts, 0, LARGEST_SHIFT));
    var capped = growing.compareTo(LONGEST) < 0 ? growing : LONGEST;
    var pause = capped.compareTo(asked) > 0 ? capped : asked;
    return now.plus(pause).plusMillis(random.nextLong(pause.toMillis() / 10 + 1));
  }
}
