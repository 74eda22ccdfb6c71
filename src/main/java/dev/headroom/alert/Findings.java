package dev.headroom.alert;

import dev.headroom.alert.Finding.Gone;
import dev.headroom.alert.Finding.Measured;
import dev.headroom.alert.Finding.Unread;
import dev.headroom.usage.Account;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a poll says about the alerts of its account. What it did not read, it says nothing about.
public final class Findings {

  private static final int STALE_AFTER_PERIODS = 3;
  private static final String READING = "reading";

  private Findings() {}

  /// What a snapshot says.
  ///
  /// @param open the account's open alerts
  public static List<Finding> of(
      Account account, Snapshot snapshot, List<AlertState> open, Instant now) {
    if (snapshot.takenAt().plus(account.every().multipliedBy(STALE_AFTER_PERIODS)).isBefore(now)) {
      return unread(open, "the reading is stale, of " + snapshot.takenAt());
    }
    var findings = new ArrayList<Finding>();
    var report = snapshot.report();
    report.quotas().forEach(quota -> findings.add(ofQuota(account, quota, snapshot.takenAt())));
    report.balances().forEach(money -> findings.add(ofBalance(account, money, snapshot.takenAt())));
    findings.add(answered(account, snapshot.takenAt()));
    findings.addAll(missing(findings, open, report.isPartial()));
    return findings;
  }

  /// All that an account's end says: nothing of it is measured any more.
  public static List<Finding> ofRetired(List<AlertState> open) {
    return open.stream()
        .<Finding>map(state -> new Gone(state.key(), Ending.NO_LONGER_MEASURED, true))
        .toList();
  }

  private static Finding ofQuota(Account account, Quota quota, Instant at) {
    var key = AlertKey.of(Rule.QUOTA, account.id(), quota.name());
    if (quota.hasReset(at)) {
      return new Unread(key, "its window has ended, the numbers are of the past");
    }
    var level =
        switch (account.thresholds().status(quota)) {
          case OK -> Level.FINE;
          case WARNING -> Level.WARNING;
          case CRITICAL -> Level.CRITICAL;
          case EXHAUSTED -> Level.EXHAUSTED;
          case AUTH_EXPIRED, FORBIDDEN, NO_PLAN, UNREACHABLE, STALE, UNKNOWN -> null;
        };
    return level == null
        ? new Unread(key, "the provider does not tell how much is used")
        : new Measured(
            key,
            origin(account),
            new Seen(at, level, quota.usedPercent(), quota.resetsAt()),
            new Fact.OfQuota(account, quota));
  }

  private static Finding ofBalance(Account account, Balance balance, Instant at) {
    return new Measured(
        AlertKey.of(Rule.BALANCE, account.id(), balance.name()),
        origin(account),
        Seen.of(at, balance.depleted() ? Level.EXHAUSTED : Level.FINE),
        new Fact.OfBalance(account, balance));
  }

  private static Finding answered(Account account, Instant at) {
    return new Measured(
        accountKey(account), origin(account), Seen.of(at, Level.FINE), new Fact.OfAnswer(account));
  }

  private static List<Finding> missing(
      List<Finding> found, List<AlertState> open, boolean isPartial) {
    var keys = found.stream().map(Finding::key).collect(Collectors.toSet());
    return open.stream()
        .map(AlertState::key)
        .filter(key -> !keys.contains(key))
        .<Finding>map(key ->
            isPartial
                ? new Unread(key, "the report is partial and does not have it")
                : new Gone(key, Ending.NO_LONGER_MEASURED, false))
        .toList();
  }

  static List<Finding> unread(List<AlertState> open, String why) {
    return open.stream().<Finding>map(state -> new Unread(state.key(), why)).toList();
  }

  static AlertKey accountKey(Account account) {
    return AlertKey.of(Rule.ACCOUNT, account.id(), READING);
  }

  static Origin origin(Account account) {
    return new Origin(Optional.of(account.id()), Optional.of(account.provider()));
  }
}
