package dev.headroom.store;

import dev.headroom.usage.Period;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what is older than the team wants to keep, and makes room for what comes. Run daily.
public final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /// Hours are shown for a day only.
  private static final Duration HOURS_KEPT = Duration.ofDays(14);

  /// The longest range that people may ask for; days are small and kept at least as long.
  private static final Duration DAYS_KEPT = Duration.ofDays(91);

  private final Database database;
  private final Partitions partitions;
  private final Duration retention;
  private final InstantSource time;

  public Retention(
      Database database, Partitions partitions, Duration retention, InstantSource time) {
    this.database = database;
    this.partitions = partitions;
    this.retention = retention;
    this.time = time;
  }

  /// Drops raw snapshots by the week and removes old days; gives the names of what was dropped.
  public List<String> run() {
    inTransaction(partitions::createAhead);
    var dropped = new ArrayList<String>();
    var now = time.instant();
    inTransaction(handle ->
        dropped.addAll(Partitions.drop(handle, Partitions.SNAPSHOT, now.minus(retention))));
    for (var hourly : Partitions.HOURLY) {
      inTransaction(
          handle -> dropped.addAll(Partitions.drop(handle, hourly, now.minus(HOURS_KEPT))));
    }
    inTransaction(this::deleteDays);
    log.info("retention dropped={}", dropped);
    return List.copyOf(dropped);
  }

  private void deleteDays(Handle handle) {
    var kept = retention.compareTo(DAYS_KEPT) > 0 ? retention : DAYS_KEPT;
    var before = Period.utcDay(time.instant().minus(kept));
    for (var table : List.of("usage_daily", "spend_daily", "model_usage_daily")) {
      handle
          .createUpdate("DELETE FROM %s WHERE day < :before".formatted(table))
          .bind("before", before)
          .execute();
    }
    handle
        .createUpdate("DELETE FROM spend_monthly WHERE month < :before")
        .bind("before", before.minusMonths(1))
        .execute();
  }

  private void inTransaction(Consumer<Handle> step) {
    database.<Boolean, RuntimeException>transaction(handle -> {
      step.accept(handle);
      return true;
    });
  }
}
