package dev.headroom.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.secret.Secret;
import dev.headroom.view.Views.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database, which may be away: at the start or later. Calls made meanwhile fail at once with
/// [Unavailable], and a thread in the background brings it back, migrates and prepares it.
public final class Database implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// How often so long is waited for a connection that others use.
  private static final int TURNS = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final String NOT_ASKED = "it was not asked yet";

  private final DatabaseUrl url;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final List<Consumer<Handle>> preparations;
  private final AtomicReference<Optional<String>> trouble =
      new AtomicReference<>(Optional.of(NOT_ASKED));
  private final CountDownLatch closing = new CountDownLatch(1);

  /// How often it came up: what began before it last did says nothing of how it is now.
  private volatile int arrivals;

  private Database(DatabaseUrl url, List<Consumer<Handle>> preparations) {
    this.url = url;
    this.pool = new HikariDataSource(settings(url));
    this.jdbi = jdbi(this::connect);
    this.preparations = List.copyOf(preparations);
  }

  /// Connects, migrates and prepares; when that fails, returns all the same and keeps trying.
  ///
  /// @param preparations what must be stored before anyone else may ask, such as the accounts of
  ///   the config file; each runs in a transaction of its own, whenever the database comes back
  public static Database open(DatabaseUrl url, List<Consumer<Handle>> preparations) {
    var database = new Database(url, preparations);
    database.check();
    Thread.ofVirtual().name("database-watch").start(database::watch);
    return database;
  }

  /// For the classes of this package. Opening a handle throws [Unavailable] while it is away.
  Jdbi jdbi() {
    return jdbi;
  }

  /// Runs `work` in a transaction.
  ///
  /// @throws Unavailable when the database is away or goes away meanwhile
  public <T, X extends Exception> T transaction(HandleCallback<T, X> work) throws X {
    var began = arrivals;
    try {
      return jdbi.inTransaction(work);
    } catch (RuntimeException e) {
      throw translated(e, began);
    }
  }

  /// Runs `work` on a connection, each statement committing by itself.
  ///
  /// @throws Unavailable when the database is away or goes away meanwhile
  public <T, X extends Exception> T with(HandleCallback<T, X> work) throws X {
    var began = arrivals;
    try {
      return jdbi.withHandle(work);
    } catch (RuntimeException e) {
      throw translated(e, began);
    }
  }

  /// A connection for a library that brings its own SQL. Whoever takes it closes it.
  ///
  /// @throws Unavailable while the database is away
  public Connection connection() {
    return connect();
  }

  public boolean available() {
    return trouble.get().isEmpty();
  }

  /// How it is, as one sentence that is safe to show.
  public String health() {
    return trouble
        .get()
        .map(reason -> "The database at %s is away: %s.".formatted(url, reason))
        .orElse("The database at %s answers.".formatted(url));
  }

  @Override
  public void close() {
    closing.countDown();
    pool.close();
  }

  private RuntimeException translated(RuntimeException problem, int began) {
    if (problem instanceof Unavailable || !Outage.isBehind(problem)) {
      return problem;
    }
    return away(problem, began);
  }

  /// Many who ask at once get their turn one after the other; only an outage is told at once.
  private Connection connect() {
    var began = arrivals;
    for (int turn = 1; ; turn++) {
      var reason = trouble.get();
      if (reason.isPresent()) {
        throw new Unavailable("the database is away: " + reason.get());
      }
      try {
        return pool.getConnection();
      } catch (SQLException e) {
        if (!isBusy(e)) {
          throw away(e, began);
        }
        if (turn == TURNS) {
          throw new Unavailable("the database is busy: every connection is in use", e);
        }
      }
    }
  }

  /// Whether only the pool is short of connections: all are in use, none was refused.
  private boolean isBusy(Exception problem) {
    return problem instanceof SQLTransientConnectionException
        && problem.getCause() == null
        && available();
  }

  private Unavailable away(Exception problem, int began) {
    var reason = Outage.reason(problem);
    down(reason, began);
    return new Unavailable("the database is away: " + reason, problem);
  }

  private void watch() {
    var pause = FIRST_PAUSE;
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        check();
        pause = available() ? PATIENCE : longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void check() {
    try {
      if (available()) {
        ping();
      } else {
        pool.getHikariPoolMXBean().softEvictConnections();
        Schema.migrate(pool);
        var open = jdbi(pool::getConnection);
        preparations.forEach(preparation -> open.useTransaction(preparation::accept));
        up();
      }
    } catch (SQLException | RuntimeException e) {
      if (closing.getCount() > 0 && !isBusy(e)) {
        down(Outage.reason(e), arrivals);
      }
    }
  }

  private void ping() throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private synchronized void up() {
    arrivals++;
    trouble.set(Optional.empty());
    log.info("database available place={}", url);
  }

  private synchronized void down(String reason, int began) {
    if (began != arrivals) {
      return;
    }
    var before = trouble.getAndSet(Optional.of(reason));
    if (before.isEmpty() || before.get().equals(NOT_ASKED)) {
      log.warn("database away place={} reason=\"{}\"; it is retried", url, reason);
    } else if (!before.get().equals(reason)) {
      log.info("database still away place={} reason=\"{}\"", url, reason);
    }
  }

  private static Jdbi jdbi(org.jdbi.v3.core.ConnectionFactory connections) {
    var jdbi =
        Jdbi.create(connections)
            .installPlugin(new PostgresPlugin())
            .installPlugin(new SqlObjectPlugin());
    jdbi.getConfig(ColumnMappers.class).setCoalesceNullPrimitivesToDefaults(false);
    return jdbi;
  }

  private static HikariConfig settings(DatabaseUrl url) {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url.jdbcUrl());
    url.user().ifPresent(settings::setUsername);
    url.password().map(Secret::value).ifPresent(settings::setPassword);
    settings.setPoolName("headroom");
    settings.setMaximumPoolSize(10);
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(PATIENCE.toMillis());
    settings.setValidationTimeout(PATIENCE.toMillis() / 2);
    settings.setInitializationFailTimeout(-1);
    settings.addDataSourceProperty("tcpKeepAlive", "true");
    byDefault(settings, "ApplicationName", "headroom");
    byDefault(settings, "connectTimeout", "2");
    byDefault(settings, "socketTimeout", "60");
    return settings;
  }

  /// The driver lets a property win over the URL, so what the URL says is left alone.
  private static void byDefault(HikariConfig settings, String name, String value) {
    if (!settings.getJdbcUrl().contains(name + "=")) {
      settings.addDataSourceProperty(name, value);
    }
  }
}
