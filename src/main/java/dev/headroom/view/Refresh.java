package dev.headroom.view;

import dev.headroom.usage.Scope;
import java.time.Instant;
import java.util.Optional;

/// Reading accounts now rather than when they are due.
public interface Refresh {

  /// Polls the accounts in `scope` that were not asked too recently and whose provider does not
  /// want to be left alone, and waits for them up to a few seconds. What it reads is then in the
  /// views.
  Outcome refresh(Scope scope);

  /// What came of it.
  ///
  /// @param tooSoon accounts that were asked so recently that they are left alone
  /// @param unfinished accounts whose answers are still awaited
  /// @param held accounts whose provider asked for a pause
  /// @param heldUntil when the last of these pauses is over
  record Outcome(int polled, int tooSoon, int unfinished, int held, Optional<Instant> heldUntil) {

    /// Where no provider asked for a pause.
    public Outcome(int polled, int tooSoon, int unfinished) {
      this(polled, tooSoon, unfinished, 0, Optional.empty());
    }
  }
}
