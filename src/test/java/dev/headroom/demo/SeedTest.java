package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;
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
            },
            _ -> {})
        .run(NOW);

    assertThat(moments).isSorted().doesNotHaveDuplicates();
    assertThat(moments.getFirst()).isEqualTo(NOW.minus(Duration.ofDays(30)));
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void pollsEveryDayAndThenEveryHourOfTheLast() {
    var moments = new ArrayList<Instant>();

    new Seed(clock, moments::add, _ -> {}).run(NOW);

    assertThat(moments).hasSize(29 + 24);
    assertThat(moments.subList(0, 29))
        .extracting(at -> Duration.between(at, NOW).toDays())
        .containsExactlyElementsOf(
            LongStream.iterate(30, day -> day > 1, day -> day - 1).boxed().toList());
    assertThat(moments.subList(29, 53))
        .extracting(at -> Duration.between(at, NOW).toHours())
        .containsExactlyElementsOf(
            LongStream.iterate(24, hour -> hour > 0, hour -> hour - 1).boxed().toList());
  }

  @Test
  void tellsWhenAQuarterIsMade() {
    var told = new ArrayList<Integer>();

    new Seed(clock, _ -> {}, told::add).run(NOW);

    assertThat(told).containsExactly(25, 50, 75, 100);
  }

  @Test
  void leavesTheClockInThePresentWhenAPollFails() {
    var seed =
        new Seed(
            clock,
            at -> {
              throw new IllegalStateException("no database at " + at);
            },
            _ -> {});

    assertThatThrownBy(() -> seed.run(NOW)).isInstanceOf(IllegalStateException.class);
    assertThat(clock.instant()).isEqualTo(NOW);
  }
}
