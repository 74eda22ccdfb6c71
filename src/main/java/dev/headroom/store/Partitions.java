package dev.headroom.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// The weeks in which what grows is kept, so that the old is dropped whole instead of deleted row
/// by row. Weeks begin on Monday, UTC, and are made ahead.
public final class Partitions {

  static final String SNAPSHOT = "snapshot";
  static final List<String> HOURLY = List.of("usage_hourly", "spend_hourly");

  private static final List<String> PARENTS = List.of(SNAPSHOT, "usage_hourly", "spend_hourly");
  private static final int WEEKS_AHEAD = 5;
  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

  private final InstantSource time;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  public Partitions(InstantSource time) {
    this.time = time;
  }

  /// Makes this week's and the next ones', where they are missing.
  public void createAhead(Handle handle) {
    var week = weekOf(time.instant());
    for (var ahead = 0; ahead <= WEEKS_AHEAD; ahead++) {
      ensure(handle, week.plusWeeks(ahead));
    }
  }

  /// Makes sure that what happened at `at` has a place, even where nobody made it ahead.
  void ensure(Handle handle, Instant at) {
    ensure(handle, weekOf(at));
  }

  /// Drops the weeks of `parent` that ended before `before`. Writers wait for it at most the lock's
  /// timeout; if it can't get the lock, the next run tries again.
  static List<String> drop(Handle handle, String parent, Instant before) {
    handle.execute("SET LOCAL lock_timeout = '3s'");
    var old =
        children(handle, parent).stream()
            .filter(name -> !start(weekOf(parent, name).plusWeeks(1)).isAfter(before))
            .toList();
    for (var name : old) {
      handle.execute("ALTER TABLE %s DETACH PARTITION %s".formatted(parent, name));
      handle.execute("DROP TABLE " + name);
    }
    return old;
  }

  static List<String> children(Handle handle, String parent) {
    return handle
        .createQuery(
            """
            SELECT child.relname
            FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = CAST(:parent AS regclass)
            ORDER BY child.relname
            """)
        .bind("parent", parent)
        .mapTo(String.class)
        .list();
  }

  /// A week is only remembered once it was seen: one made in a transaction may be rolled back.
  private void ensure(Handle handle, LocalDate week) {
    if (known.contains(week)) {
      return;
    }
    if (exists(handle, week)) {
      known.add(week);
      return;
    }
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('headroom partitions'))");
    if (!exists(handle, week)) {
      PARENTS.forEach(parent -> create(handle, parent, week));
    }
  }

  /// Asks the catalog's rows: a cached name may miss what another transaction just made.
  private static boolean exists(Handle handle, LocalDate week) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
              WHERE inhparent = CAST(:parent AS regclass) AND child.relname = :name)
            """)
        .bind("parent", SNAPSHOT)
        .bind("name", name(SNAPSHOT, week))
        .mapTo(Boolean.class)
        .one();
  }

  /// Attached rather than created in place, which would lock out every reader and writer.
  private static void create(Handle handle, String parent, LocalDate week) {
    var name = name(parent, week);
    handle.execute("CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS)".formatted(name, parent));
    handle.execute(
        "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(parent, name, start(week), start(week.plusWeeks(1))));
  }

  private static String name(String parent, LocalDate week) {
    return parent + "_" + SUFFIX.format(week);
  }

  private static LocalDate weekOf(String parent, String name) {
    return LocalDate.parse(name.substring(parent.length() + 1), SUFFIX);
  }

  private static LocalDate weekOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static Instant start(LocalDate week) {
    return week.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
