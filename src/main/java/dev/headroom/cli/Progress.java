package dev.headroom.cli;

import java.io.PrintWriter;

/// How far something has come, in one line that a terminal overwrites; nothing where nobody
/// watches.
final class Progress implements AutoCloseable {

  private final PrintWriter errors;
  private final boolean isWatched;
  private final int all;
  private int done;

  Progress(PrintWriter errors, boolean isWatched, int all) {
    this.errors = errors;
    this.isWatched = isWatched;
    this.all = all;
    show();
  }

  /// One more is done.
  synchronized void step() {
    done++;
    show();
  }

  /// Takes the line away.
  @Override
  public synchronized void close() {
    if (isWatched) {
      errors.print("\r" + " ".repeat(line().length()) + "\r");
      errors.flush();
    }
  }

  private void show() {
    if (isWatched) {
      errors.print("\r" + line());
      errors.flush();
    }
  }

  private String line() {
    return "read %d of %d accounts".formatted(done, all);
  }
}
