package dev.headroom.provider;

import java.time.Duration;

/// How the wait between two tries is spent; tests don't wait.
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration time) throws InterruptedException;
}
