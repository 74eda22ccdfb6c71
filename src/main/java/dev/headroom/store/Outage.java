package dev.headroom.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why a database can't be asked, in words that are safe to show.
final class Outage {

  /// Shutting down, crashed, starting up:
  /// https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static final Set<String> GOING_AWAY = Set.of("57P01", "57P02", "57P03", "57P05");

  private Outage() {}

  /// Whether `problem` is about the connection rather than about what was asked.
  static boolean isBehind(Throwable problem) {
    return sqlState(problem)
        .filter(state -> state.startsWith("08") || GOING_AWAY.contains(state))
        .isPresent();
  }

  static String reason(Throwable problem) {
    return switch (sqlState(problem).orElse("")) {
      case "28P01", "28000" -> "the database refuses the user or the password; check database.url";
      case "3D000" -> "the database named in database.url does not exist";
      case "53300" -> "the database has no connection left for Headroom";
      case "57P03" -> "the database is starting up";
      case "57P01", "57P02" -> "the database is shutting down";
      case "42501" -> "the database user may not create tables: " + firstLine(problem);
      default -> firstLine(problem);
    };
  }

  private static Optional<String> sqlState(Throwable problem) {
    return causes(problem)
        .filter(SQLException.class::isInstance)
        .map(cause -> Optional.ofNullable(((SQLException) cause).getSQLState()))
        .flatMap(Optional::stream)
        .reduce((outer, inner) -> inner);
  }

  private static String firstLine(Throwable problem) {
    return causes(problem)
        .filter(SQLException.class::isInstance)
        .reduce((outer, inner) -> inner)
        .map(cause -> Optional.ofNullable(cause.getMessage()))
        .orElse(Optional.ofNullable(problem.getMessage()))
        .flatMap(words -> words.lines().filter(line -> !line.isBlank()).findFirst())
        .orElse(problem.getClass().getSimpleName());
  }

  private static Stream<Throwable> causes(Throwable problem) {
    return Stream.iterate(problem, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
