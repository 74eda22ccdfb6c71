package dev.headroom.chat.discord;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Pauses that end early when the platform closes.
final class Closing {

  private final CountDownLatch closed = new CountDownLatch(1);

  /// Ends every pause, now and later.
  void close() {
    closed.countDown();
  }

  boolean isOpen() {
    return closed.getCount() > 0;
  }

  /// Waits for `time`, and says whether there is still a reason to go on.
  boolean pause(Duration time) {
    try {
      return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
