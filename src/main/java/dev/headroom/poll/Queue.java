package dev.headroom.poll;

import dev.headroom.usage.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which account is due, shared by all replicas. However late its accounts are claimed, each is due
/// once.
public interface Queue {

  /// Makes it hold these accounts and no others. New ones are due at once, and those that last
  /// failed too, since someone may have put that right; not those whose provider asked for a pause.
  void enrol(Set<String> accounts, Instant now);

  /// Takes accounts that are due, the most overdue first, so that nobody else polls them before the
  /// lease is over.
  ///
  /// @param known only these are taken: another replica may know others
  /// @param thrift holds some of them back; that they were taken is noted for it
  List<Lease> claim(Set<String> known, int atMost, Thrift thrift, Instant now, Duration lease);

  /// Takes one account whether it is due or not, unless its provider wants to be left alone.
  ///
  /// @param floor how long ago its last poll must be
  /// @param thrift may hold it back; that it was taken is noted for it
  Ahead claimAhead(String account, Duration floor, Thrift thrift, Instant now, Duration lease);

  /// What came of wanting an account ahead of its time.
  sealed interface Ahead {

    /// It may be polled now.
    record Claimed(Lease lease) implements Ahead {}

    /// It was asked too recently, or isn't known.
    record TooSoon() implements Ahead {}

    /// Its provider asked for a pause when it was asked last; see [Failure#heldUntil()].
    record Held(Instant until) implements Ahead {}

    /// Asking it spends, and it was asked a short while ago; see [Thrift].
    record Resting(Instant until) implements Ahead {}

    /// Someone is polling it.
    record Underway() implements Ahead {}
  }
}
