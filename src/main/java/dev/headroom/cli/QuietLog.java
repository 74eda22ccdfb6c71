package dev.headroom.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the log out of a terminal that people read; HEADROOM_LOG brings it back.
final class QuietLog {

  private QuietLog() {}

  static void warningsOnly() {
    set(Level.WARN);
  }

  static void errorsOnly() {
    set(Level.ERROR);
  }

  private static void set(Level level) {
    if (System.getenv("HEADROOM_LOG") == null
        && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(level);
    }
  }
}
