package dev.headroom.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waiting for what another thread does. A busy machine lets threads stand still for seconds, so
/// the patience is a minute; what comes at once is seen at once.
public final class Eventually {

  private Eventually() {}

  public static ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20));
  }
}
