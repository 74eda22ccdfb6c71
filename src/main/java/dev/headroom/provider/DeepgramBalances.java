package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// What is left of a Deepgram project's purchases, each of which is a row: money, or hours of audio
/// and the like, which are no money.
final class DeepgramBalances {

  private DeepgramBalances() {}

  /// A balance for each currency; what has another unit is told in a note, since no limit of it is
  /// known to measure it by.
  static List<Reading> read(String name, Json answer) {
    var money = new TreeMap<String, Money>();
    var others = new TreeMap<String, BigDecimal>();
    for (var row : answer.at("balances").list()) {
      var unit = row.at("units").name();
      var left = row.at("amount").decimal();
      if (unit.matches("[A-Za-z]{3}")) {
        var amount = new Money(left, unit);
        money.merge(amount.currency(), amount, Money::plus);
      } else {
        others.merge(plural(unit), left, BigDecimal::add);
      }
    }
    var readings = new ArrayList<Reading>();
    money.values().forEach(sum -> readings.add(new Balance(name, sum, sum.amount().signum() <= 0)));
    others.forEach((unit, sum) -> readings.add(left(name, unit, sum)));
    return readings;
  }

  /// `hour` and `hours` are one unit.
  private static String plural(String unit) {
    var word = unit.toLowerCase(Locale.ROOT);
    return word.equals("hour") ? "hours" : word;
  }

  private static Quota left(String name, String unit, BigDecimal sum) {
    var amount = sum.stripTrailingZeros().toPlainString();
    return Quota.named(name + " in " + unit, unit).withNote(amount + " " + unit + " left");
  }
}
