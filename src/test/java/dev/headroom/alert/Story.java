package dev.headroom.alert;

import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plays polls of one account to the rules and keeps what they decide, as the ledger would.
final class Story {

  static final Account ACCOUNT =
      new Account(
          "openai-prod",
          "openai",
          "OpenAI production",
          Optional.empty(),
          Thresholds.DEFAULT,
          Duration.ofMinutes(5));
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Policy POLICY =
      new Policy(
          Duration.ofMinutes(15),
          Optional.of(Duration.ofHours(4)),
          true,
          List.of(),
          List.of(everything("slack:C1")));

  private final Alerts alerts;
  private final Map<AlertKey, AlertState> open = new LinkedHashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private Instant now = NOON;
  private int failures;

  Story() {
    this(POLICY);
  }

  Story(Policy policy) {
    alerts = new Alerts(policy);
  }

  static Route everything(String channel) {
    return new Route(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(channel));
  }

  static Quota tokens(String percent) {
    return Quota.percent("Tokens", new BigDecimal(percent));
  }

  Story at(String moment) {
    now = Instant.parse(moment);
    return this;
  }

  Story wait(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story minutes(long count) {
    return wait(Duration.ofMinutes(count));
  }

  /// Polls, and gives what was decided about quotas and balances, and about the account.
  List<Decision> reads(Reading... readings) {
    return reports(Report.of(List.of(readings)));
  }

  List<Decision> reads(String percent) {
    return reads(tokens(percent));
  }

  List<Decision> readsInPart(Reading... readings) {
    return reports(
        new Report(
            Optional.empty(),
            List.of(readings),
            List.of(new Gap("the rest", Failure.of(Failure.Kind.UNREACHABLE, "timed out")))));
  }

  List<Decision> fails(Failure.Kind kind) {
    failures++;
    return decide(
        FailureFindings.of(ACCOUNT, Failure.of(kind, "no answer"), failures, open(), now));
  }

  List<Decision> retires() {
    return decide(Findings.ofRetired(open()));
  }

  List<Decision> budgets(BudgetReading... budgets) {
    return decide(BudgetFindings.of(List.of(budgets), open(), now));
  }

  private List<Decision> reports(Report report) {
    failures = 0;
    return decide(Findings.of(ACCOUNT, new Snapshot(ACCOUNT.id(), now, report), open(), now));
  }

  private List<Decision> decide(List<Finding> findings) {
    var made = alerts.decide(open(), findings, now);
    made.forEach(this::keep);
    decisions.addAll(made);
    return made;
  }

  private void keep(Decision decision) {
    switch (decision) {
      case Decision.Speak speak -> open.put(speak.key(), speak.next());
      case Decision.Edit edit -> open.put(edit.key(), edit.next());
      case Decision.Hold hold -> hold.next().ifPresent(state -> open.put(hold.key(), state));
      case Decision.End end -> open.remove(end.key());
    }
  }

  List<AlertState> open() {
    return List.copyOf(open.values());
  }

  List<Decision> decisions() {
    return decisions;
  }

  Instant now() {
    return now;
  }

  /// What people saw, in order: `speak opened`, `edit changed`, `end recovered`.
  List<String> seen() {
    return decisions.stream().map(Story::visible).flatMap(Optional::stream).toList();
  }

  private static Optional<String> visible(Decision decision) {
    return switch (decision) {
      case Decision.Speak speak -> Optional.of("speak " + speak.notice().stage().word());
      case Decision.Edit edit ->
          Optional.of("edit " + edit.notice().state().shown().level().word());
      case Decision.Hold hold -> Optional.empty();
      case Decision.End end -> end.notice().map(notice -> "end " + notice.stage().word());
    };
  }
}
