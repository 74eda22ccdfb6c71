package dev.headroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// Makes history: polls at past moments, oldest first, with the demo's clock taken there.
///
/// Vendors tell whole days in retrospect, but how today grows only to those who look again: so it
/// polls once a day at first, and once an hour on the last day.
public final class Seed {

  private static final Duration LENGTH = Duration.ofDays(30);
  private static final Duration LAST_DAY = Duration.ofHours(24);
  private static final int PART = 25;

  private final DemoClock clock;
  private final Consumer<Instant> poll;
  private final IntConsumer progress;

  /// Makes history by `poll`.
  ///
  /// @param poll reads every account as if it were that moment, and stores what it reads
  /// @param progress is told how many percent are made, a quarter at a time
  public Seed(DemoClock clock, Consumer<Instant> poll, IntConsumer progress) {
    this.clock = clock;
    this.poll = poll;
    this.progress = progress;
  }

  /// Polls the moments of the 30 days before `now`, and leaves the clock in the present, whatever
  /// happens.
  public void run(Instant now) {
    try {
      var moments = moments(now);
      for (int made = 1; made <= moments.size(); made++) {
        pollAt(moments.get(made - 1));
        tell(part(made, moments), part(made - 1, moments));
      }
    } finally {
      clock.comeBack();
    }
  }

  private void tell(int part, int before) {
    if (part > before) {
      progress.accept(part);
    }
  }

  private static int part(int made, List<Instant> moments) {
    return 100 * made / moments.size() / PART * PART;
  }

  private void pollAt(Instant moment) {
    clock.travel(moment);
    poll.accept(moment);
  }

  private static List<Instant> moments(Instant now) {
    var lastDay = now.minus(LAST_DAY);
    return Stream.iterate(
            now.minus(LENGTH),
            at -> at.isBefore(now),
            at -> at.plus(at.isBefore(lastDay) ? Duration.ofDays(1) : Duration.ofHours(1)))
        .toList();
  }
}
