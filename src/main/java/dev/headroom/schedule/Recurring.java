package dev.headroom.schedule;

import java.time.Duration;

/// Work that recurs. A run that is missed, or still under way when the next is due, is left out.
///
/// @param name unique within its clock
public record Recurring(String name, Duration every, Runnable work) {

  public Recurring {
    if (every.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "recurring " + name + ": must be at least 1 ms apart, was " + every);
    }
  }
}
