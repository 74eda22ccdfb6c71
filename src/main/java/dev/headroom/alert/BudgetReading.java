package dev.headroom.alert;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A budget and what is spent of it in its running period.
///
/// @param spent absent when none of its accounts has told
public record BudgetReading(
    Budget budget, Optional<Money> spent, Instant from, Instant until, Origin origin) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  AlertKey key() {
    return new AlertKey(
        Rule.BUDGET,
        budget.scope().toText(),
        budget.rhythm().name().toLowerCase(Locale.ROOT),
        Optional.of(from));
  }

  /// How far `money` goes: each mark is a level of its own, the limit the last.
  Level level(Money money) {
    var percent = percent(money);
    if (percent.compareTo(HUNDRED) >= 0) {
      return new Level(budget.warnAt().size() + 1, Severity.CRITICAL, "exceeded");
    }
    var passed = budget.warnAt().stream().filter(mark -> mark.compareTo(percent) <= 0).toList();
    return passed.isEmpty()
        ? Level.FINE
        : new Level(
            passed.size(),
            Severity.WARNING,
            "warning from " + passed.getLast().stripTrailingZeros().toPlainString() + "%");
  }

  BigDecimal percent(Money money) {
    return percent(budget, money);
  }

  static BigDecimal percent(Budget budget, Money money) {
    return money.amount().multiply(HUNDRED).divide(budget.limit().amount(), MathContext.DECIMAL64);
  }
}
