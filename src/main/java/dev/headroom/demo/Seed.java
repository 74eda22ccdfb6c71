package dev.headroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes history: polls at past moments, oldest first, with the demo's clock taken there.
public final class Seed {

  private static final Duration LENGTH = Duration.ofDays(30);
  private static final Duration STEP = Duration.ofHours(6);

  private final DemoClock clock;
  private final Consumer<Instant> poll;

  /// Makes history by `poll`.
  ///
  /// @param poll reads every account as if it were that moment, and stores what it reads
  public Seed(DemoClock clock, Consumer<Instant> poll) {
    this.clock = clock;
    this.poll = poll;
  }

  /// Polls the moments of the 30 days before `now`, six hours apart, and leaves the clock in the
  /// present, whatever happens.
  public void run(Instant now) {
    try {
      moments(now).forEach(this::pollAt);
    } finally {
      clock.comeBack();
    }
  }

  private void pollAt(Instant moment) {
    clock.travel(moment);
    poll.accept(moment);
  }

  private static Stream<Instant> moments(Instant now) {
    return Stream.iterate(now.minus(LENGTH), at -> at.isBefore(now), at -> at.plus(STEP));
  }
}
