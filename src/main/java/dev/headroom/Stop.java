package dev.headroom;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of the process: asked for by a signal or by a person, done when all is closed.
final class Stop {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  Stop() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "shutdown"));
  }

  void ask() {
    asked.countDown();
  }

  void await() throws InterruptedException {
    asked.await();
  }

  void done() {
    done.countDown();
  }

  /// The JVM lives on until all is closed, or for so long as a supervisor is likely to wait.
  private void askAndWait() {
    ask();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
