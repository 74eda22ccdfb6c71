package dev.headroom.view;

import dev.headroom.usage.Scope;

/// Reading accounts now rather than when they are due.
public interface Refresh {

  /// Polls the accounts in `scope` that were not asked too recently, and waits for them up to a few
  /// seconds. What it reads is then in the views.
  Outcome refresh(Scope scope);

  /// What came of it.
  ///
  /// @param tooSoon accounts that were asked so recently that they are left alone
  /// @param unfinished accounts whose answers are still awaited
  record Outcome(int polled, int tooSoon, int unfinished) {}
}
