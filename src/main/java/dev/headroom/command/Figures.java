package dev.headroom.command;

import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/// Numbers as people read them: `$6,912`, `8.5M`, `92%`.
///
/// Everything is rounded towards zero, so that nothing reads as full, spent or over before it is.
final class Figures {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("1E15");

  /// A twentieth of a percent: what a platform draws as less than one.
  private static final BigDecimal HARDLY = new BigDecimal("0.05");

  private record Scale(BigDecimal one, String letter) {}

  private static final List<Scale> SCALES =
      List.of(
          new Scale(new BigDecimal("1E12"), "T"),
          new Scale(new BigDecimal("1E9"), "B"),
          new Scale(new BigDecimal("1E6"), "M"),
          new Scale(THOUSAND, "k"));

  private Figures() {}

  /// Money at a glance: cents only below a thousand.
  static String money(Money money) {
    var amount = money.amount();
    if (amount.signum() != 0 && amount.abs().compareTo(CENT) < 0) {
      return (amount.signum() < 0 ? "-<" : "<") + symbolled("0.01", money.currency());
    }
    var digits = amount.abs().compareTo(THOUSAND) < 0 ? 2 : 0;
    return signed(amount, symbolled(decimals(amount.abs(), digits), money.currency()));
  }

  /// Money to the last digit, for what people set.
  static String exact(Money money) {
    var amount = money.amount().stripTrailingZeros();
    var digits = amount.scale() <= 0 ? 0 : Math.max(2, amount.scale());
    return signed(amount, symbolled(decimals(amount.abs(), digits), money.currency()));
  }

  /// A quota's number with its unit: `$639.67`, `160k tokens`, `14,400 requests`, `42%`.
  static String amount(BigDecimal value, String unit) {
    return isMoney(unit) || unit.equals(Quota.PERCENT)
        ? number(value, unit)
        : number(value, unit) + " " + unit;
  }

  /// The same without the unit's name.
  static String number(BigDecimal value, String unit) {
    if (unit.equals(Quota.PERCENT)) {
      return percent(value);
    }
    if (isMoney(unit)) {
      return money(new Money(value, unit));
    }
    return unit.equals("tokens") ? compact(value) : count(value);
  }

  /// A used share without decimals: `<1%` until one is reached, `99%` until all is.
  static String percent(BigDecimal share) {
    if (share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0) {
      return "<1%";
    }
    return share.signum() < 0 ? "0%" : count(share.setScale(0, RoundingMode.DOWN)) + "%";
  }

  /// The share as a bar shows it, rounded like [#percent(BigDecimal)].
  static BigDecimal bar(BigDecimal share) {
    if (share.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    return share.compareTo(BigDecimal.ONE) < 0
        ? HARDLY
        : share.min(MOST).setScale(0, RoundingMode.DOWN);
  }

  /// `part` of `whole` in percent; `whole` is not zero.
  static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return part.multiply(HUNDRED).divide(whole, 6, RoundingMode.DOWN);
  }

  /// `9,412`, `160k`, `8.5M`, `1.2B`.
  static String compact(BigDecimal value) {
    var size = value.abs();
    if (size.compareTo(TEN_THOUSAND) < 0) {
      return count(value);
    }
    if (size.compareTo(MOST) >= 0) {
      return signed(value, "over 999T");
    }
    var scale =
        SCALES.stream().filter(it -> size.compareTo(it.one()) >= 0).findFirst().orElseThrow();
    var scaled = size.divide(scale.one(), 6, RoundingMode.DOWN);
    var digits = scaled.compareTo(HUNDRED) < 0 ? 1 : 0;
    return signed(value, plain(scaled.setScale(digits, RoundingMode.DOWN)) + scale.letter());
  }

  /// `14,400`; at most two decimals, and those only below a thousand.
  static String count(BigDecimal value) {
    var size = value.abs();
    if (size.compareTo(MOST) >= 0) {
      return signed(value, "over 999T");
    }
    if (size.compareTo(THOUSAND) < 0) {
      return signed(value, plain(size.setScale(2, RoundingMode.DOWN)));
    }
    return signed(value, grouped(size, 0));
  }

  static boolean isMoney(String unit) {
    return unit.equals(Money.CREDITS) || unit.matches("[A-Z]{3}");
  }

  /// Whether `word` is a currency's code, in any case.
  static boolean isCurrency(String word) {
    var code = word.toUpperCase(Locale.ROOT);
    return word.equalsIgnoreCase(Money.CREDITS)
        || Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  private static String symbolled(String digits, String currency) {
    return switch (currency) {
      case "USD" -> "$" + digits;
      case "EUR" -> "€" + digits;
      case "GBP" -> "£" + digits;
      case "CNY" -> "¥" + digits;
      default -> digits + " " + currency;
    };
  }

  private static String decimals(BigDecimal size, int digits) {
    if (size.compareTo(MOST) >= 0) {
      return "over 999T";
    }
    var rounded = size.setScale(digits, RoundingMode.DOWN);
    return rounded.stripTrailingZeros().scale() <= 0
        ? grouped(rounded, 0)
        : grouped(rounded, digits);
  }

  private static String grouped(BigDecimal size, int digits) {
    return String.format(
        Locale.ROOT, "%,." + digits + "f", size.setScale(digits, RoundingMode.DOWN));
  }

  private static String plain(BigDecimal size) {
    return size.signum() == 0 ? "0" : size.stripTrailingZeros().toPlainString();
  }

  private static String signed(BigDecimal value, String size) {
    return value.signum() < 0 ? "-" + size : size;
  }
}
