package dev.headroom.schedule;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUrl;
import dev.headroom.testing.Proxy;
import dev.headroom.testing.TestDatabase;
import dev.headroom.view.Views;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/// Replicas that share a database which may go away. Quartz keeps its own time, so this takes a few
/// seconds.
@Timeout(180)
final class ClusterTest {

  private static final Duration EVERY = Duration.ofMillis(100);

  private final TestDatabase db = TestDatabase.create();

  @AfterEach
  void drop() {
    db.close();
  }

  @Test
  void runsEachFiringOnceHoweverManyReplicasThereAre() {
    var firings = new ConcurrentLinkedQueue<Long>();
    var running = new AtomicInteger();
    var overlaps = new AtomicInteger();
    var watched = new AtomicBoolean();
    Runnable work =
        () -> {
          overlaps.addAndGet(running.getAndIncrement());
          if (watched.get()) {
            firings.add(firing());
          }
          running.decrementAndGet();
        };

    try (var one = clock(work, db.database()::connection);
        var other = clock(work, db.database()::connection)) {
      one.run();
      other.run();
      watched.set(true);
      awaitMore(firings, 8);
    }

    assertThat(firings).doesNotHaveDuplicates();
    assertThat(overlaps).hasValue(0);
  }

  /// Quartz knows schedulers by name in the whole JVM; a replica beside may just be starting one.
  @Test
  void startsASchedulerOfItsOwnBesideAnotherOfItsName() throws SchedulerException {
    var settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "headroom");
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    var other = new StdSchedulerFactory(settings).getScheduler();
    try (var clock = clock(() -> {}, db.database()::connection)) {
      clock.run();

      assertThat(instances()).isEqualTo(1);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void goesOnByItselfAfterAnOutageInTheMiddleOfARun() throws InterruptedException {
    var runs = new ConcurrentLinkedQueue<Boolean>();
    var begun = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    Runnable work =
        () -> {
          begun.countDown();
          awaitQuietly(over);
          runs.add(true);
        };

    try (var proxy = proxy();
        var database = Database.open(through(proxy), List.of());
        var clock = clock(work, () -> connection(database, refused))) {
      clock.run();
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      proxy.shut();
      over.countDown();
      await().until(() -> !runs.isEmpty());
      assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();

      proxy.open();
      awaitMore(runs, 3);
    }
  }

  /// When the trigger that runs now was due: while it runs it can't fire again.
  private long firing() {
    return db.database()
        .with(handle ->
            handle.createQuery("SELECT prev_fire_time FROM qrtz_triggers").mapTo(Long.class).one());
  }

  private int instances() {
    return db.database()
        .with(handle ->
            handle
                .createQuery("SELECT count(*) FROM qrtz_scheduler_state")
                .mapTo(Integer.class)
                .one());
  }

  private static ClusterClock clock(Runnable work, Supplier<Connection> connections) {
    return new ClusterClock(List.of(new Recurring("work", EVERY, work)), connections, () -> true);
  }

  private static Connection connection(Database database, CountDownLatch refused) {
    try {
      return database.connection();
    } catch (Views.Unavailable e) {
      refused.countDown();
      throw e;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitMore(Queue<?> done, int more) {
    var before = done.size();
    await().until(() -> done.size() >= before + more);
  }

  private Proxy proxy() {
    var place = URI.create("pg://" + db.url().place());
    var proxy = new Proxy(place.getHost(), place.getPort() < 0 ? 5432 : place.getPort());
    proxy.open();
    return proxy;
  }

  private DatabaseUrl through(Proxy proxy) {
    return new DatabaseUrl(
        db.url().jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxy.port() + "/"),
        db.url().user(),
        db.url().password());
  }
}
