package dev.headroom.alert;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Numbers as people read them: `1.84M tokens`, `12.50 USD`, `92%`.
final class Amount {

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Amount() {}

  static String of(Money money) {
    return of(money.amount(), money.currency());
  }

  static String of(BigDecimal number, String unit) {
    return number(number, unit) + (unit.equals("percent") ? "%" : " " + unit);
  }

  static String number(BigDecimal number, String unit) {
    return CURRENCIES.contains(unit)
        ? String.format(Locale.ROOT, "%,.2f", number)
        : compact(number);
  }

  /// Rounded down, so that 99.6% is not yet full.
  static String percent(BigDecimal percent) {
    return percent.setScale(0, RoundingMode.DOWN).toPlainString() + "%";
  }

  private static String compact(BigDecimal number) {
    var size = number.abs();
    if (size.compareTo(BigDecimal.valueOf(1_000_000_000)) >= 0) {
      return plain(number.movePointLeft(9)) + "B";
    }
    if (size.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
      return plain(number.movePointLeft(6)) + "M";
    }
    if (size.compareTo(BigDecimal.valueOf(10_000)) >= 0) {
      return plain(number.movePointLeft(3)) + "k";
    }
    return String.format(
        Locale.ROOT, size.stripTrailingZeros().scale() > 0 ? "%,.2f" : "%,.0f", number);
  }

  private static String plain(BigDecimal number) {
    return number
        .round(new MathContext(3, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }
}
