package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class SeedTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final DemoClock clock = new DemoClock(() -> NOW);

  @Test
  void pollsThirtyDaysOldestFirstWithTheClockTakenThere() {
    var moments = new ArrayList<Instant>();

    new Seed(
            clock,
            at -> {
              assertThat(clock.instant()).isEqualTo(at);
              moments.add(at);
            })
        .run(NOW);

    assertThat(moments).hasSize(120).isSorted();
    assertThat(moments.getFirst()).isEqualTo(NOW.minus(Duration.ofDays(30)));
    assertThat(moments.getLast()).isEqualTo(NOW.minus(Duration.ofHours(6)));
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void leavesTheClockInThePresentWhenAPollFails() {
    var seed =
        new Seed(
            clock,
            at -> {
              throw new IllegalStateException("no database at " + at);
            });

    assertThatThrownBy(() -> seed.run(NOW)).isInstanceOf(IllegalStateException.class);
    assertThat(clock.instant()).isEqualTo(NOW);
  }
}
