package dev.headroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database to the schema that this program needs.
final class Schema {

  private static final Logger log = LoggerFactory.getLogger(Schema.class);
  private static final int OLDEST = 13;
  private static final int NEWEST_TRIED = 18;

  private Schema() {}

  /// Migrates. Replicas that start together do it one after the other: Flyway holds an advisory
  /// lock.
  static void migrate(DataSource source) throws SQLException {
    requireVersion(source);
    var result =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/migration")
            .loggers("slf4j")
            .cleanDisabled(true)
            .load()
            .migrate();
    if (result.migrationsExecuted > 0) {
      log.info(
          "database migrated steps={} version={}",
          result.migrationsExecuted,
          result.targetSchemaVersion);
    }
  }

  private static void requireVersion(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      var major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST) {
        throw new UnfitException(
            "the database must be PostgreSQL %d or newer, was %d; upgrade it"
                .formatted(OLDEST, major));
      }
      if (major > NEWEST_TRIED) {
        log.warn("database version={} is newer than what Headroom was tried with", major);
      }
    }
  }

  /// A database that answers but can't serve.
  static final class UnfitException extends RuntimeException {
    UnfitException(String reason) {
      super(reason);
    }
  }
}
