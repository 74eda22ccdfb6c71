package dev.headroom.view;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Money charged today and in this month, in UTC days, in one currency.
///
/// @param monthToDate empty unless the account reported the month from its first day on: a sum over
///   a part of it would be taken for the whole
public record Spending(String currency, Optional<Money> today, Optional<Money> monthToDate) {

  /// By currency. A later figure for a period replaces an earlier one; what is of neither this day
  /// nor this month counts nowhere.
  static List<Spending> of(List<Spend> spends, Instant now) {
    var byCurrency = new TreeMap<String, LinkedHashMap<Period, Spend>>();
    for (var spend : spends) {
      byCurrency
          .computeIfAbsent(spend.amount().currency(), currency -> new LinkedHashMap<>())
          .put(spend.period(), spend);
    }
    var day = Period.utcDay(now);
    return byCurrency.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue().values(), day))
        .filter(spending -> spending.today().isPresent() || spending.monthToDate().isPresent())
        .toList();
  }

  /// The sum of what several accounts report, by currency.
  public static List<Spending> sum(List<AccountView> accounts) {
    var sums = new TreeMap<String, Spending>();
    for (var account : accounts) {
      for (var spending : account.spending()) {
        sums.merge(spending.currency(), spending, Spending::plus);
      }
    }
    return List.copyOf(sums.values());
  }

  private static Spending of(String currency, Collection<Spend> spends, LocalDate day) {
    var today =
        spends.stream()
            .filter(spend -> spend.period().equals(Period.day(day)))
            .map(Spend::amount)
            .findFirst();
    return new Spending(currency, today, month(spends, day).map(sum -> new Money(sum, currency)));
  }

  private static Optional<BigDecimal> month(Collection<Spend> spends, LocalDate day) {
    var first = YearMonth.from(day).atDay(1);
    var whole =
        spends.stream()
            .filter(spend -> spend.period().from().equals(first))
            .filter(spend -> spend.period().until().isAfter(day))
            .max(Comparator.comparing(spend -> spend.period().until()));
    if (whole.isPresent()) {
      return whole.map(spend -> spend.amount().amount());
    }
    var days = spends.stream().filter(spend -> spend.period().isDay()).toList();
    var fromTheFirst = days.stream().anyMatch(spend -> !spend.period().from().isAfter(first));
    return fromTheFirst ? sum(days, first, day) : Optional.empty();
  }

  private static Optional<BigDecimal> sum(List<Spend> days, LocalDate first, LocalDate last) {
    return days.stream()
        .filter(spend -> !spend.period().from().isBefore(first))
        .filter(spend -> !spend.period().from().isAfter(last))
        .map(spend -> spend.amount().amount())
        .reduce(BigDecimal::add);
  }

  private Spending plus(Spending other) {
    return new Spending(currency, plus(today, other.today), plus(monthToDate, other.monthToDate));
  }

  private static Optional<Money> plus(Optional<Money> one, Optional<Money> other) {
    return one.map(money -> other.map(money::plus).orElse(money)).or(() -> other);
  }
}
