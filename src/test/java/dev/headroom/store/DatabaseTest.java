package dev.headroom.store;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testing.Proxy;
import dev.headroom.testing.TestDatabase;
import dev.headroom.view.Views.Unavailable;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DatabaseTest {

  private static final TestDatabase DB = TestDatabase.createEmpty();

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void migratesAnEmptyDatabase() {
    assertThat(DB.database().available()).isTrue();
    assertThat(DB.database().health())
        .isEqualTo("The database at " + DB.url().place() + " answers.");
    assertThat(count("SELECT count(*) FROM account")).isZero();
  }

  @Test
  void recoversWhenTheDatabaseAppearsAfterTheStart() throws Exception {
    var prepared = new CopyOnWriteArrayList<Boolean>();
    try (var proxy = proxy();
        var database =
            Database.open(
                through(proxy), List.of(handle -> prepared.add(handle.isInTransaction())))) {
      assertThat(database.available()).isFalse();
      assertThat(database.health()).contains("is away: ");
      assertThatThrownBy(() -> database.with(handle -> handle.execute("SELECT 1")))
          .isInstanceOf(Unavailable.class)
          .hasMessageStartingWith("the database is away: ");

      proxy.open();

      await().until(database::available);
      assertThat(prepared).containsOnly(true);
    }
  }

  @Test
  void recoversWhenTheDatabaseGoesAwayAndComesBack() throws Exception {
    try (var proxy = proxy()) {
      proxy.open();
      try (var database = Database.open(through(proxy), List.of())) {
        assertThat(database.available()).isTrue();

        proxy.shut();
        assertThatThrownBy(() -> database.transaction(handle -> handle.execute("SELECT 1")))
            .isInstanceOf(Unavailable.class);
        assertThat(database.available()).isFalse();

        proxy.open();
        await().until(database::available);
        assertThat(database.<Integer, RuntimeException>with(handle -> handle.execute("SELECT 1")))
            .isNotNull();
      }
    }
  }

  /// A thread may stand still over an outage, and then fail of it.
  @Test
  void staysWhenSomethingFromBeforeAnOutageFailsAfterIt() throws Exception {
    try (var proxy = proxy()) {
      proxy.open();
      try (var database = Database.open(through(proxy), List.of())) {
        assertThatThrownBy(() ->
                database.transaction(handle -> {
                  proxy.shut();
                  await().until(() -> !database.available());
                  proxy.open();
                  await().until(database::available);
                  return handle.execute("SELECT 1");
                }))
            .isInstanceOf(Unavailable.class);
        assertThat(database.available()).isTrue();
      }
    }
  }

  @Test
  void turnsALostConnectionIntoUnavailableButLeavesAWrongStatementAsItIs() {
    assertThatThrownBy(() ->
            DB.database()
                .with(handle ->
                    handle.execute("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")))
        .isInstanceOf(Unavailable.class);
    await().until(DB.database()::available);
    assertThatThrownBy(() -> DB.database().with(handle -> handle.execute("SELECT nonsense")))
        .isNotInstanceOf(Unavailable.class);
    assertThat(DB.database().available()).isTrue();
  }

  @Test
  void isNotAwayWhenItsConnectionsAreAllInUse() {
    var busy = DB.database().jdbi();
    var handles = Stream.generate(busy::open).limit(10).toList();
    try {
      assertThatThrownBy(busy::open)
          .isInstanceOf(Unavailable.class)
          .hasMessage("the database is busy: every connection is in use");
      assertThat(DB.database().available()).isTrue();
    } finally {
      handles.forEach(Handle::close);
    }
  }

  @Test
  void waitsForItsTurnWhileItsConnectionsAreAllInUse() throws Exception {
    var busy = DB.database().jdbi();
    var handles = Stream.generate(busy::open).limit(10).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = threads.submit(() -> count("SELECT count(*) FROM account"));
      assertThatThrownBy(() -> asked.get(2500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      handles.forEach(Handle::close);

      assertThat(asked.get()).isZero();
    } finally {
      handles.forEach(Handle::close);
    }
  }

  @Test
  void saysWhatIsWrong() {
    var url =
        new DatabaseUrl(
            DB.url().jdbcUrl().replaceFirst("headroom_test_", "no_"),
            DB.url().user(),
            DB.url().password());
    try (var database = Database.open(url, List.of())) {
      assertThat(database.health())
          .endsWith("is away: the database named in database.url does not exist.");
    }
  }

  @Test
  void migratesOnceWhenReplicasStartTogether() throws Exception {
    try (var empty = TestDatabase.createEmpty();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      empty
          .database()
          .<Integer, RuntimeException>with(
              handle -> handle.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
      var starting =
          List.of(
              threads.submit(() -> Database.open(empty.url(), List.of())),
              threads.submit(() -> Database.open(empty.url(), List.of())),
              threads.submit(() -> Database.open(empty.url(), List.of())));

      for (var each : starting) {
        try (var database = each.get()) {
          await().until(database::available);
        }
      }
    }
  }

  private static long count(String sql) {
    return DB.database().jdbi().withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
  }

  private static Proxy proxy() {
    var place = URI.create("tcp://" + DB.url().place());
    return new Proxy(place.getHost(), place.getPort() < 0 ? 5432 : place.getPort());
  }

  private static DatabaseUrl through(Proxy proxy) {
    return new DatabaseUrl(
        DB.url().jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxy.port() + "/"),
        DB.url().user(),
        DB.url().password());
  }
}
