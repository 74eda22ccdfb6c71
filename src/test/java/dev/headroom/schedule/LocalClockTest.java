package dev.headroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LocalClockTest {

  @Test
  void runsItsWorkAgainThoughOneRunFails() throws InterruptedException {
    var runs = new CountDownLatch(3);
    var work =
        new Recurring(
            "work",
            Duration.ofMillis(20),
            () -> {
              runs.countDown();
              if (runs.getCount() == 2) {
                throw new IllegalStateException("a test wants it");
              }
            });

    try (var clock = new LocalClock(List.of(work))) {
      clock.start();

      assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void refusesWorkThatNeverRests() {
    assertThatThrownBy(() -> new Recurring("busy", Duration.ZERO, () -> {}))
        .hasMessage("recurring busy: must be at least 1 ms apart, was PT0S");
  }
}
