package dev.headroom.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/// Numbers short enough for a chart: `8.5M`, `$1.2k`, `91%`.
public final class Figures {

  private static final String[] SUFFIXES = {"", "k", "M", "B", "T"};
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Map<String, String> SYMBOLS =
      Map.of("USD", "$", "EUR", "€", "GBP", "£", "JPY", "¥", "CNY", "CN¥", "INR", "₹");

  private Figures() {}

  /// `value` in a chart's unit, with up to three digits that count.
  ///
  /// @param unit a currency's code, `percent`, or a word that is left away
  public static String of(BigDecimal value, String unit) {
    var sign = value.signum() < 0 ? "−" : "";
    var size = value.abs();
    if (unit.equals("percent")) {
      return sign + percent(size) + "%";
    }
    if (!isCurrency(unit)) {
      return sign + shortened(size);
    }
    return sign + symbol(unit) + (size.compareTo(THOUSAND) < 0 ? money(size) : shortened(size));
  }

  private static String symbol(String currency) {
    return SYMBOLS.getOrDefault(currency, currency + " ");
  }

  static boolean isCurrency(String unit) {
    return unit.matches("[A-Z]{3}");
  }

  /// It reads 100 and 0 only when that is exactly reached.
  private static String percent(BigDecimal share) {
    if (share.signum() > 0 && share.compareTo(HALF) < 0) {
      return "<1";
    }
    if (share.compareTo(HUNDRED) < 0) {
      return share
          .setScale(0, RoundingMode.HALF_UP)
          .min(BigDecimal.valueOf(99))
          .max(BigDecimal.ZERO)
          .toPlainString();
    }
    return share.compareTo(THOUSAND) < 0
        ? share.setScale(0, RoundingMode.DOWN).toPlainString()
        : shortened(share);
  }

  /// Cents while they matter, more digits where there are only parts of cents.
  private static String money(BigDecimal size) {
    var most = size.compareTo(BigDecimal.TEN) < 0 ? 2 : 0;
    var rounded =
        size.compareTo(BigDecimal.ONE) < 0
            ? digits(size)
            : size.setScale(most, RoundingMode.HALF_UP);
    if (rounded.compareTo(THOUSAND) >= 0) {
      return shortened(rounded);
    }
    var stripped = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return stripped.scale() <= 0
        ? stripped.toPlainString()
        : stripped
            .setScale(Math.max(2, stripped.scale()), RoundingMode.UNNECESSARY)
            .toPlainString();
  }

  private static String shortened(BigDecimal size) {
    var rest = size;
    for (var suffix : SUFFIXES) {
      var digits = digits(rest);
      if (digits.compareTo(THOUSAND) < 0) {
        return plain(digits) + suffix;
      }
      rest = rest.divide(THOUSAND, MathContext.DECIMAL64);
    }
    var exponent = size.precision() - size.scale() - 1;
    return plain(digits(size.movePointLeft(exponent))) + "e" + exponent;
  }

  private static BigDecimal digits(BigDecimal value) {
    if (value.compareTo(HUNDRED) >= 0) {
      return value.setScale(0, RoundingMode.HALF_UP);
    }
    if (value.compareTo(BigDecimal.ONE) >= 0) {
      return value.setScale(1, RoundingMode.HALF_UP);
    }
    return value.round(new MathContext(2, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
