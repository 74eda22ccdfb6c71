package dev.headroom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether anybody is at the other end of standard input.
final class StandardInput {

  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /// What people type, a line at a time.
  static BufferedReader lines() {
    var charset = Charset.forName(System.getProperty("stdin.encoding", "UTF-8"));
    return new BufferedReader(new InputStreamReader(System.in, charset));
  }

  /// True for a terminal, a pipe or a file; false where a service runs without input.
  // Without a terminal it is null again since JDK 25; the check knows 22 only.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isThere() {
    var console = System.console();
    if (console != null && console.isTerminal()) {
      return true;
    }
    try {
      return !Files.readSymbolicLink(DESCRIPTOR).equals(Path.of("/dev/null"));
    } catch (IOException e) {
      return System.getProperty("os.name", "").startsWith("Mac");
    }
  }
}
