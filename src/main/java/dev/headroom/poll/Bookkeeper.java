package dev.headroom.poll;

import dev.headroom.alert.AlertState;
import dev.headroom.alert.Alerts;
import dev.headroom.alert.BudgetFindings;
import dev.headroom.alert.Decision;
import dev.headroom.alert.FailureFindings;
import dev.headroom.alert.Finding;
import dev.headroom.alert.Findings;
import dev.headroom.alert.Wording;
import dev.headroom.message.Message;
import dev.headroom.usage.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes what a poll brought, what it means and what is owed for it, all in one entry.
public final class Bookkeeper {

  private final Ledger ledger;
  private final Alerts alerts;
  private final Roster roster;
  private final NextDue nextDue;

  public Bookkeeper(Ledger ledger, Alerts alerts, Roster roster, NextDue nextDue) {
    this.ledger = ledger;
    this.alerts = alerts;
    this.roster = roster;
    this.nextDue = nextDue;
  }

  /// Writes one poll and ends its lease. Of a poll whose lease was taken over only the history is
  /// kept: a later one decides.
  public void write(Polled polled, Watched watched, Instant now) {
    var log = new PollLog(polled);
    var due = ledger.inTransaction(entry -> enter(entry, polled, watched, now, log));
    log.written(due);
  }

  /// Decides about all budgets, for what no poll brings: periods end, people change limits.
  public void reviewBudgets(Instant now) {
    var made = ledger.inTransaction(entry -> decideBudgets(entry, now));
    made.forEach(PollLog::decided);
  }

  /// Ends the alerts of accounts that the config file no longer names.
  public void retireOthers(Instant now) {
    var made =
        ledger.inTransaction(entry -> {
          var open = entry.openOfOthers(roster.ids());
          return decide(entry, open, Findings.ofRetired(open), now);
        });
    made.forEach(PollLog::decided);
  }

  private Instant enter(
      Ledger.Entry entry, Polled polled, Watched watched, Instant now, PollLog log) {
    var isHolder = entry.holds(polled.lease());
    save(entry, polled);
    if (!isHolder) {
      log.late();
      return now;
    }
    var made = new ArrayList<>(decideAccount(entry, polled, watched.account(), now));
    if (polled instanceof Polled.Read read && !read.snapshot().report().spends().isEmpty()) {
      made.addAll(decideBudgets(entry, now));
    }
    log.decisions(made);
    var wanted = earliest(nextDue.after(polled, watched, now), made);
    var due = Thrift.notBefore(watched, polled.at(), notBefore(polled, wanted));
    entry.finish(polled.lease(), polled.at(), due, polled.failures());
    return due;
  }

  private static void save(Ledger.Entry entry, Polled polled) {
    switch (polled) {
      case Polled.Read(var lease, var snapshot) -> entry.save(snapshot);
      case Polled.Failed(var lease, var failure, var at) ->
          entry.saveFailure(lease.account(), failure, at);
    }
  }

  private List<Decision> decideAccount(
      Ledger.Entry entry, Polled polled, Account account, Instant now) {
    var open = entry.openOf(account.id());
    var findings =
        switch (polled) {
          case Polled.Read(var lease, var snapshot) -> Findings.of(account, snapshot, open, now);
          case Polled.Failed failed ->
              FailureFindings.of(account, failed.failure(), failed.failures(), open, failed.at());
        };
    return decide(entry, open, findings, now);
  }

  private List<Decision> decideBudgets(Ledger.Entry entry, Instant now) {
    var open = entry.openOfBudgets();
    var budgets = entry.budgets(now).stream().map(view -> Budgeting.reading(view, roster)).toList();
    return decide(entry, open, BudgetFindings.of(budgets, open, now), now);
  }

  private List<Decision> decide(
      Ledger.Entry entry, List<AlertState> open, List<Finding> findings, Instant now) {
    var made = alerts.decide(open, findings, now);
    made.forEach(decision -> enter(entry, decision, now));
    return made;
  }

  private static void enter(Ledger.Entry entry, Decision decision, Instant now) {
    switch (decision) {
      case Decision.Speak(var next, var notice, var to, var reason) -> {
        entry.keep(next);
        var message = Wording.of(notice);
        to.forEach(channel -> entry.owe(Owed.of(next, channel, false, message, now)));
      }
      case Decision.Edit(var next, var notice, var until, var reason) -> {
        entry.keep(next);
        oweEdits(entry, next, Wording.of(notice), now);
      }
      case Decision.Hold hold -> hold.next().ifPresent(entry::keep);
      case Decision.End(var last, var notice, var reason) -> {
        entry.close(last.key());
        notice.map(Wording::of).ifPresent(message -> oweEdits(entry, last, message, now));
      }
    }
  }

  private static void oweEdits(Ledger.Entry entry, AlertState state, Message message, Instant now) {
    state
        .voice()
        .channels()
        .forEach(channel -> entry.owe(Owed.of(state, channel, true, message, now)));
  }

  /// Not even what waits for the end of quiet hours asks a provider that wants to be left alone.
  private static Instant notBefore(Polled polled, Instant due) {
    return switch (polled) {
      case Polled.Read read -> due;
      case Polled.Failed(var lease, var failure, var at) ->
          failure.heldUntil().filter(due::isBefore).orElse(due);
    };
  }

  /// What waits for the end of quiet hours is looked at again right then.
  private static Instant earliest(Instant due, List<Decision> made) {
    return made.stream()
        .flatMap(decision -> decision.lookAgainAt().stream())
        .filter(due::isAfter)
        .min(Instant::compareTo)
        .orElse(due);
  }
}
