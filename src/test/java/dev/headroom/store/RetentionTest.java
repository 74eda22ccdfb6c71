package dev.headroom.store;

import static dev.headroom.store.Shelf.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class RetentionTest {

  private static final Shelf SHELF = new Shelf();
  private static final Duration WEEK = Duration.ofDays(7);

  @AfterAll
  static void drop() {
    SHELF.close();
  }

  @Test
  void dropsWholeWeeksAndDeletesNoSnapshot() {
    SHELF.fresh("acme");
    var quota = Quota.percent("Session", BigDecimal.TEN);
    SHELF.save("acme", NOON.minus(WEEK.multipliedBy(20)), quota);
    SHELF.save("acme", NOON.minus(WEEK.multipliedBy(14)), quota);
    SHELF.save("acme", NOON.minus(WEEK.multipliedBy(12)), quota);
    SHELF.save("acme", NOON, quota);

    var dropped = retention(Duration.ofDays(90)).run();

    assertThat(dropped)
        .contains("snapshot_20260629", "snapshot_20260810", "usage_hourly_20260824")
        .doesNotContain("snapshot_20260824", "snapshot_20261116", "usage_hourly_20261116");
    assertThat(SHELF.count("SELECT count(*) FROM snapshot")).isEqualTo(2);
    assertThat(SHELF.count("SELECT count(*) FROM usage_hourly")).isEqualTo(1);
    assertThat(SHELF.count("SELECT count(*) FROM usage_daily")).isEqualTo(2);
    assertThat(
            SHELF.count(
                """
                SELECT coalesce(sum(n_tup_del), 0) FROM pg_stat_all_tables
                WHERE relname LIKE 'snapshot%' OR relname LIKE '%hourly%'
                """))
        .isZero();
    assertThat(SHELF.count("SELECT count(*) FROM pg_class WHERE relname = 'snapshot_20260629'"))
        .isZero();
  }

  @Test
  void makesTheNextWeeksAheadAndNoDefault() {
    SHELF.inTransaction(SHELF.partitions::createAhead);
    SHELF.inTransaction(new Partitions(InstantSource.fixed(NOON))::createAhead);

    var weeks =
        SHELF
            .db
            .database()
            .jdbi()
            .withHandle(handle -> Partitions.children(handle, Partitions.SNAPSHOT));
    assertThat(weeks)
        .contains("snapshot_20261116", "snapshot_20261123", "snapshot_20261221")
        .allMatch(name -> name.matches("snapshot_\\d{8}"));
  }

  @Test
  void findsAPlaceForASnapshotThatNobodyMadeAhead() {
    SHELF.fresh("late");
    var inAYear = Instant.parse("2027-11-20T23:59:59Z");

    SHELF.save("late", inAYear, Quota.percent("Session", BigDecimal.TEN));

    assertThat(SHELF.count("SELECT count(*) FROM snapshot_20271115")).isEqualTo(1);
  }

  private static Retention retention(Duration kept) {
    return new Retention(SHELF.db.database(), SHELF.partitions, kept, InstantSource.fixed(NOON));
  }
}
