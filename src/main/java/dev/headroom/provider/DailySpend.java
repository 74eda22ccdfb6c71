package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Adds up money into one figure for each UTC day and currency, and the running month's.
public final class DailySpend {

  private final TreeMap<LocalDate, TreeMap<String, Money>> days = new TreeMap<>();

  /// Adds what was charged on a day. Zero is a figure too: add it only when the vendor says so.
  public void add(LocalDate day, Money amount) {
    days.computeIfAbsent(day, same -> new TreeMap<>())
        .merge(amount.currency(), amount, Money::plus);
  }

  /// A spend for each day and currency; then one for the month of `now` as a whole, which is the
  /// sum of its days and not to be added to them.
  public List<Spend> readings(Instant now) {
    var spends = new ArrayList<>(days());
    var month = month(now);
    sums(month).values().forEach(sum -> spends.add(new Spend(Period.month(month), sum)));
    return List.copyOf(spends);
  }

  /// A spend for each day and currency, in order.
  public List<Spend> days() {
    var spends = new ArrayList<Spend>();
    days.forEach((day, amounts) ->
        amounts.values().forEach(amount -> spends.add(new Spend(Period.day(day), amount))));
    return List.copyOf(spends);
  }

  /// What was spent from the 1st, 00:00 UTC; empty when no day of the month is known.
  public Optional<Money> monthToDate(Instant now, String currency) {
    return Optional.ofNullable(sums(month(now)).get(currency));
  }

  /// What all known days from `first` on have cost in one currency.
  public BigDecimal since(LocalDate first, String currency) {
    return days.tailMap(first, true).values().stream()
        .flatMap(amounts -> Optional.ofNullable(amounts.get(currency)).stream())
        .map(Money::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// When the month of `now` is over: the 1st of the next one, 00:00 UTC.
  public static Instant monthEnd(Instant now) {
    return month(now).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Map<String, Money> sums(YearMonth month) {
    var sums = new TreeMap<String, Money>();
    days.subMap(month.atDay(1), true, month.atEndOfMonth(), true)
        .values()
        .forEach(amounts ->
            amounts.forEach((currency, amount) -> sums.merge(currency, amount, Money::plus)));
    return sums;
  }

  private static YearMonth month(Instant now) {
    return YearMonth.from(Period.utcDay(now));
  }
}
