package dev.headroom.cli;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers in full, to be held against others: `1,840,000`, `639.67`. They are cut to two decimals,
/// never rounded up, and not where that would leave nothing of them.
final class Numbers {

  private static final int DECIMALS = 2;

  private Numbers() {}

  static String of(BigDecimal value) {
    return written(value, 0);
  }

  /// `12.50 USD`.
  static String money(Money money) {
    return written(money.amount(), DECIMALS) + " " + money.currency();
  }

  /// `81.9%`, as in the JSON.
  static String percent(BigDecimal share) {
    return written(share.setScale(1, RoundingMode.DOWN), 0) + "%";
  }

  private static String written(BigDecimal value, int least) {
    var cut = value.setScale(Math.min(value.scale(), DECIMALS), RoundingMode.DOWN);
    var shown = (cut.signum() == 0 ? value : cut).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(least, shown.scale()) + "f", shown);
  }
}
