package dev.headroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether anybody watches standard error.
final class StandardError {

  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

  private StandardError() {}

  /// True for a terminal; false for a file or a pipe, and where it can't be told.
  // Without a terminal it is null again since JDK 25; the check knows 22 only.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    try {
      return Files.readSymbolicLink(DESCRIPTOR).toString().matches("/dev/(pts/\\d+|tty.*|console)");
    } catch (IOException e) {
      var console = System.console();
      return console != null && console.isTerminal();
    }
  }
}
