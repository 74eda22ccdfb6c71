package dev.headroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClusterClockTest {

  @Test
  void waitsForTheDatabaseAndThenRunsItsWork() throws InterruptedException {
    var runs = new CountDownLatch(2);
    var work = List.of(new Recurring("work", Duration.ofMillis(200), runs::countDown));
    var there = new boolean[] {false};

    try (var db = TestDatabase.create();
        var clock = new ClusterClock(work, () -> db.database().connection(), () -> there[0])) {
      clock.run();
      assertThat(triggers(db)).isZero();

      there[0] = true;
      clock.run();
      assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(triggers(db)).isEqualTo(1);
    }
  }

  /// Else Quartz complains in the log for as long as the database is away.
  @Test
  void leavesADatabaseAloneThatGoesAwayUntilItIsBack() {
    var there = new boolean[] {true};
    try (var db = TestDatabase.create();
        var clock = new ClusterClock(List.of(), () -> db.database().connection(), () -> there[0])) {
      clock.run();
      assertThat(clock.isRunning()).isTrue();

      there[0] = false;
      clock.run();
      assertThat(clock.isRunning()).isFalse();

      there[0] = true;
      clock.run();
      assertThat(clock.isRunning()).isTrue();
    }
  }

  /// A container's own name may be unknown to it.
  @Test
  void callsItselfSomethingWithoutAskingForTheHostsName() {
    try (var db = TestDatabase.create();
        var clock = new ClusterClock(List.of(), () -> db.database().connection(), () -> true)) {
      clock.run();

      assertThat(instance(db)).matches("headroom-\\p{XDigit}{8}-.*");
    }
  }

  private static String instance(TestDatabase db) {
    return db.database()
        .with(handle ->
            handle
                .createQuery("SELECT instance_name FROM qrtz_scheduler_state")
                .mapTo(String.class)
                .one());
  }

  private static int triggers(TestDatabase db) {
    return db.database()
        .with(handle ->
            handle.createQuery("SELECT count(*) FROM qrtz_triggers").mapTo(Integer.class).one());
  }
}
