package dev.headroom.chat.slack;

import java.time.Duration;
import java.util.function.Supplier;

/// Trying again while someone waits for an answer: a few times, never for long.
///
/// @param pause before the second try; doubled before each further one
/// @param longest what a Retry-After may ask at most
record Patience(int tries, Duration pause, Duration longest) {

  static final Patience USUAL = new Patience(3, Duration.ofMillis(500), Duration.ofSeconds(30));

  /// Repeats `call` while Slack is busy.
  <T> Outcome<T> call(Supplier<Outcome<T>> call) {
    var outcome = call.get();
    var wait = pause;
    for (int i = 1; i < tries; i++) {
      if (!(outcome instanceof Outcome.Busy<T> busy) || busy.pause().compareTo(longest) > 0) {
        return outcome;
      }
      if (!rest(busy.pause().equals(SlackApi.BREATH) ? wait : busy.pause())) {
        return outcome;
      }
      wait = wait.multipliedBy(2);
      outcome = call.get();
    }
    return outcome;
  }

  /// Waits on a virtual thread; false when someone wants the thread to end.
  static boolean rest(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
