package dev.headroom.view;

import dev.headroom.usage.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Reading accounts now rather than when they are due.
public interface Refresh {

  /// Polls the accounts in `scope` that were not asked too recently and whose provider does not
  /// want to be left alone, and waits for them up to a few seconds. What it reads is then in the
  /// views. Those whose polls spend are asked once in a quarter of an hour at most.
  Outcome refresh(Scope scope);

  /// What came of it.
  ///
  /// @param tooSoon accounts that were asked so recently that they are left alone
  /// @param unfinished accounts whose answers are still awaited
  /// @param held those whose provider asked for a pause
  /// @param resting those that were asked a short while ago and whose polls spend tokens or money
  record Outcome(
      int polled, int tooSoon, int unfinished, Optional<Pause> held, Optional<Pause> resting) {

    /// Where nothing keeps an account from being asked.
    public Outcome(int polled, int tooSoon, int unfinished) {
      this(polled, tooSoon, unfinished, Optional.empty(), Optional.empty());
    }
  }

  /// Accounts that are left alone.
  ///
  /// @param until when the last of them may be asked again
  record Pause(int accounts, Instant until) {

    /// One that ends when the last of `ends` is over; empty when there are none.
    public static Optional<Pause> of(Collection<Instant> ends) {
      return ends.stream().max(Instant::compareTo).map(last -> new Pause(ends.size(), last));
    }
  }
}
