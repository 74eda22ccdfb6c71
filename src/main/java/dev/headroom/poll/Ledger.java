package dev.headroom.poll;

import dev.headroom.alert.AlertKey;
import dev.headroom.alert.AlertState;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What is kept of polls. All that one poll changes is one entry: it is kept whole or not at all.
public interface Ledger {

  /// Makes an entry. When `work` throws, nothing of it is kept.
  ///
  /// @throws dev.headroom.view.Views.Unavailable when the database is away
  <T> T inTransaction(Function<Entry, T> work);

  /// The transaction's view of what is kept.
  interface Entry {

    /// Whether the lease is still its holder's; until the entry is made, nobody can take it over.
    boolean holds(Lease lease);

    /// Keeps a snapshot. One that is older than what is known becomes history, no more.
    void save(Snapshot snapshot);

    /// Keeps why a poll failed, unless something later is known.
    void saveFailure(String account, Failure failure, Instant at);

    /// Ends the lease.
    ///
    /// @param failures how often in a row the account has failed now
    void finish(Lease lease, Instant polledAt, Instant nextDue, int failures);

    /// The open alerts about one account.
    List<AlertState> openOf(String account);

    /// The open alerts about accounts other than `known`.
    List<AlertState> openOfOthers(Set<String> known);

    /// The open alerts of budgets. From here to the entry's end nobody else decides about budgets:
    /// a budget of several accounts must speak once.
    List<AlertState> openOfBudgets();

    /// Every budget with what is spent, this entry's snapshot included.
    List<BudgetView> budgets(Instant now);

    void keep(AlertState state);

    void close(AlertKey key);

    void owe(Owed message);
  }
}
