package dev.headroom.schedule;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/// Recurring work as Quartz knows it.
final class Timetable {

  private final Map<String, Recurring> recurring;

  Timetable(List<Recurring> recurring) {
    this.recurring =
        recurring.stream().collect(Collectors.toMap(Recurring::name, Function.identity()));
  }

  /// A scheduler that is not started yet.
  Scheduler scheduler(Properties settings) throws SchedulerException {
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    var scheduler = new StdSchedulerFactory(settings).getScheduler();
    scheduler.setJobFactory((bundle, ignored) -> tick(bundle.getJobDetail().getKey()));
    return scheduler;
  }

  /// Makes the scheduler hold exactly this work.
  void enter(Scheduler scheduler) throws SchedulerException {
    for (var key : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
      if (!recurring.containsKey(key.getName())) {
        scheduler.deleteJob(key);
      }
    }
    for (var work : recurring.values()) {
      var job = JobBuilder.newJob(Tick.class).withIdentity(work.name()).storeDurably().build();
      var every =
          SimpleScheduleBuilder.simpleSchedule()
              .withIntervalInMilliseconds(work.every().toMillis())
              .repeatForever()
              .withMisfireHandlingInstructionNextWithRemainingCount();
      var trigger =
          TriggerBuilder.newTrigger().withIdentity(work.name()).withSchedule(every).build();
      scheduler.scheduleJob(job, Set.of(trigger), true);
    }
  }

  private Tick tick(JobKey key) throws SchedulerException {
    var work = recurring.get(key.getName());
    if (work == null) {
      throw new SchedulerException("unknown recurring work: " + key.getName());
    }
    return new Tick(work);
  }
}
