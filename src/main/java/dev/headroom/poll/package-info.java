/// One poll of one account: ask, decide, store, owe. And which account is next.
///
/// [Dispatcher] takes what is due from the [Queue]; [Poller] asks; [Bookkeeper] makes one entry of
/// the snapshot, the alerts, the messages owed and the next due time in the [Ledger].
///
/// The rule: what one poll changes is one transaction, and only the holder of the lease may make
/// it. A new way of being due is a case of [Cadence], or a line in [NextDue].
@NullMarked
package dev.headroom.poll;

import org.jspecify.annotations.NullMarked;
