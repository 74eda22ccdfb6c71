package dev.headroom.poll;

import dev.headroom.provider.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Holds back the accounts whose polls spend tokens or money: each is asked once in [#PAUSE] at
/// most, whoever wants it and whichever replica asked it last.
///
/// A poll counts from when it begins: one that failed or was lost may have spent, too.
///
/// @param spenders the ids of those accounts
public record Thrift(Set<String> spenders) {

  public static final Duration PAUSE = Probe.PAUSE;

  public Thrift {
    spenders = Set.copyOf(spenders);
  }

  /// Until when an account is left alone; empty when it may be asked now.
  ///
  /// @param spentAt when a poll that spends last began
  public Optional<Instant> restsUntil(String account, Optional<Instant> spentAt, Instant now) {
    return spentAt
        .filter(_ -> spenders.contains(account))
        .map(at -> at.plus(PAUSE))
        .filter(now::isBefore);
  }

  /// When `watched` is due after a poll that ended at `polledAt`, if there is reason to ask it at
  /// `due`.
  static Instant notBefore(Watched watched, Instant polledAt, Instant due) {
    var rested = polledAt.plus(PAUSE);
    return watched.spends() && due.isBefore(rested) ? rested : due;
  }

  /// The last moment of a spending poll after which one of the accounts may be asked now.
  public static Instant latest(Instant now) {
    return now.minus(PAUSE);
  }
}
