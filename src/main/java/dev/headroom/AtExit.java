package dev.headroom;

/// Closes what a short command opened also when the process is asked to end before.
final class AtExit implements AutoCloseable {

  private final Thread hook;

  private AtExit(Closing closing) {
    this.hook = new Thread(closing::close, "close-at-exit");
  }

  /// Something that closes itself when it is closed, and at the latest when the process ends.
  static Closing closing() {
    var closing = new Closing();
    var exit = closing.after(new AtExit(closing));
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return closing;
  }

  @Override
  public void close() {
    if (!Thread.currentThread().equals(hook)) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
