package dev.headroom.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of recurring work. Whatever it throws, it runs again.
@DisallowConcurrentExecution
final class Tick implements Job {

  private static final Logger log = LoggerFactory.getLogger(Tick.class);

  private final Recurring recurring;

  Tick(Recurring recurring) {
    this.recurring = recurring;
  }

  @Override
  public void execute(JobExecutionContext context) {
    try {
      recurring.work().run();
    } catch (RuntimeException e) {
      log.error("tick name={} outcome=failed", recurring.name(), e);
    }
  }
}
