package dev.headroom.schedule;

import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/// Ticks in this replica, in memory: it needs no database and goes on without one.
public final class LocalClock implements AutoCloseable {

  private final Scheduler scheduler;

  /// A clock that stands still until started.
  public LocalClock(List<Recurring> work) {
    var settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "headroom-" + UUID.randomUUID());
    settings.setProperty("org.quartz.threadPool.threadCount", String.valueOf(work.size() + 1));
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    try {
      var timetable = new Timetable(work);
      scheduler = timetable.scheduler(settings);
      timetable.enter(scheduler);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the local clock can't be set", e);
    }
  }

  public void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the local clock can't be started", e);
    }
  }

  /// Stops, once what runs has finished.
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the local clock can't be stopped", e);
    }
  }
}
