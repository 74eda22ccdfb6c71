package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The server's own log.
final class Log {

  private static final int LINES = 8;
  private static final long FULL = 5_000_000;

  private Log() {}

  /// Sets a long log aside; one earlier log is kept.
  static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > FULL) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Its last words, in one line.
  static String last(Path log) throws IOException {
    return Files.exists(log)
        ? last(new String(Files.readAllBytes(log), StandardCharsets.UTF_8))
        : "it wrote no log";
  }

  static String last(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
