package dev.headroom.poll;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When an account is due again.
public sealed interface Cadence {

  /// A fixed time after the last poll.
  record Every(Duration interval) implements Cadence {}

  /// At local times given by a Unix cron expression of five fields.
  record Cron(String expression, ZoneId zone) implements Cadence {
    private static final CronParser PARSER =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    public Cron {
      PARSER.parse(expression);
    }
  }

  /// The first moment after `last` at which the account is due, before jitter.
  default Instant after(Instant last) {
    return switch (this) {
      case Every(var interval) -> last.plus(interval);
      case Cron(var expression, var zone) ->
          ExecutionTime.forCron(Cron.PARSER.parse(expression))
              .nextExecution(last.atZone(zone))
              .orElseThrow(() -> new IllegalStateException("cron never fires: " + expression))
              .toInstant();
    };
  }
}
