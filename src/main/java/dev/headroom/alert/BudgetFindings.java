package dev.headroom.alert;

import dev.headroom.alert.Finding.Gone;
import dev.headroom.alert.Finding.Measured;
import dev.headroom.alert.Finding.Unread;
import dev.headroom.usage.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What all budgets say. A period that is over ends its alert; the next one starts afresh.
public final class BudgetFindings {

  private BudgetFindings() {}

  /// What the budgets say at `now`.
  ///
  /// @param budgets every budget there is
  /// @param open every open alert of a budget
  public static List<Finding> of(List<BudgetReading> budgets, List<AlertState> open, Instant now) {
    var findings = new ArrayList<Finding>();
    budgets.forEach(budget -> findings.add(of(budget, now)));
    var running = findings.stream().map(Finding::key).collect(Collectors.toSet());
    var continued = running.stream().map(BudgetFindings::withoutPeriod).collect(Collectors.toSet());
    open.stream()
        .map(AlertState::key)
        .filter(key -> !running.contains(key))
        .forEach(key ->
            findings.add(
                new Gone(
                    key,
                    continued.contains(withoutPeriod(key))
                        ? Ending.RESET
                        : Ending.NO_LONGER_MEASURED,
                    true)));
    return findings;
  }

  private static Finding of(BudgetReading reading, Instant now) {
    return reading
        .spent()
        .<Finding>map(spent -> measured(reading, spent, now))
        .orElseGet(() -> new Unread(reading.key(), "no account has told what it spent"));
  }

  private static Finding measured(BudgetReading reading, Money spent, Instant now) {
    var seen =
        new Seen(
            now,
            reading.level(spent),
            Optional.of(reading.percent(spent)),
            Optional.of(reading.until()));
    return new Measured(
        reading.key(),
        reading.origin(),
        seen,
        new Fact.OfBudget(reading.budget(), spent, reading.until()));
  }

  private static AlertKey withoutPeriod(AlertKey key) {
    return AlertKey.of(key.rule(), key.scope(), key.subject());
  }
}
