package dev.headroom.schedule;

import java.sql.Connection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what must happen once in the cluster: the replicas agree in the database who does it. It
/// starts when the database is there and stops while it is away; each [#run()] of a local tick
/// looks.
public final class ClusterClock implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);
  private static final String NAME = "headroom";

  /// How long, in milliseconds, it waits between attempts until it knows that the database is away.
  private static final String AGAIN = "1000";

  private final Timetable timetable;
  private final Supplier<Connection> connections;
  private final BooleanSupplier available;
  private @Nullable Scheduler scheduler;

  /// A clock that stands still until run.
  ///
  /// @param connections from the pool of the database whose tables replicas share
  /// @param available whether asking that database makes sense now
  public ClusterClock(
      List<Recurring> work, Supplier<Connection> connections, BooleanSupplier available) {
    this.timetable = new Timetable(work);
    this.connections = connections;
    this.available = available;
  }

  @Override
  public synchronized void run() {
    if (!available.getAsBoolean()) {
      close();
    } else if (scheduler == null) {
      start();
    }
  }

  synchronized boolean isRunning() {
    return scheduler != null;
  }

  /// Stops, once what runs has finished; another replica takes over.
  @Override
  public synchronized void close() {
    var running = scheduler;
    if (running != null) {
      scheduler = null;
      stop(running);
    }
  }

  private void start() {
    try {
      var starting = scheduler();
      try {
        timetable.enter(starting);
        starting.start();
        scheduler = starting;
      } catch (SchedulerException e) {
        stop(starting);
        throw e;
      }
    } catch (SchedulerException e) {
      log.warn("cluster clock outcome=not-started reason=\"{}\"; it is retried", e.getMessage());
    }
  }

  /// A scheduler of its own. Quartz remembers schedulers by name for the whole JVM, where another
  /// replica of the same name may run and begin at this moment.
  private Scheduler scheduler() throws SchedulerException {
    var known = SchedulerRepository.getInstance();
    synchronized (known) {
      known.remove(NAME);
      var made = timetable.scheduler(settings());
      known.remove(NAME);
      return made;
    }
  }

  private static void stop(Scheduler scheduler) {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      log.warn("cluster clock outcome=not-stopped reason=\"{}\"", e.getMessage());
    }
  }

  private Properties settings() {
    var self = NAME + "-" + UUID.randomUUID();
    DBConnectionManager.getInstance().addConnectionProvider(self, new Pool(connections));
    var settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", NAME);
    settings.setProperty("org.quartz.scheduler.instanceId", self);
    settings.setProperty("org.quartz.scheduler.dbFailureRetryInterval", AGAIN);
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    settings.setProperty("org.quartz.jobStore.dataSource", self);
    settings.setProperty("org.quartz.jobStore.tablePrefix", "qrtz_");
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    settings.setProperty("org.quartz.jobStore.clusterCheckinInterval", "2000");
    return settings;
  }

  /// Our pool, as Quartz asks for it. Quartz neither opens nor closes it.
  private record Pool(Supplier<Connection> connections) implements ConnectionProvider {
    @Override
    public Connection getConnection() {
      return connections.get();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
