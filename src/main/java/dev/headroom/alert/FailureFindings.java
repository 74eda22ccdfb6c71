package dev.headroom.alert;

import dev.headroom.alert.Finding.Measured;
import dev.headroom.alert.Finding.Unread;
import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a failed poll says: something about the account, nothing about its quotas.
public final class FailureFindings {

  /// How many failures in a row are worth a word.
  public static final int PATIENCE = 3;

  private FailureFindings() {}

  /// What a failure says.
  ///
  /// @param times how often in a row the account has now failed
  /// @param open the account's open alerts
  public static List<Finding> of(
      Account account, Failure failure, int times, List<AlertState> open, Instant at) {
    var key = Findings.accountKey(account);
    var findings = new ArrayList<Finding>();
    findings.add(ofAccount(account, failure, times, open, at));
    findings.addAll(
        Findings.unread(
            open.stream().filter(state -> !state.key().equals(key)).toList(),
            "the poll failed: " + failure.kind()));
    return findings;
  }

  private static Finding ofAccount(
      Account account, Failure failure, int times, List<AlertState> open, Instant at) {
    var key = Findings.accountKey(account);
    var refused =
        open.stream()
            .filter(state -> state.key().equals(key))
            .anyMatch(state -> state.shown().level().equals(Level.REFUSED));
    var level =
        switch (failure.kind()) {
          case AUTH, FORBIDDEN, EXHAUSTED -> Level.REFUSED;
          case RATE_LIMITED -> null;
          case NO_PLAN, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
              refused || times < PATIENCE ? null : Level.FAILING;
        };
    return level == null
        ? new Unread(key, "%s, failure %d in a row".formatted(failure.kind(), times))
        : new Measured(
            key,
            Findings.origin(account),
            Seen.of(at, level),
            new Fact.OfFailure(account, failure, times));
  }
}
