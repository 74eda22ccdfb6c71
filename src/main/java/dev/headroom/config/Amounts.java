package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.config.Scalar.Parsed;
import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The form of money: `500 USD`.
final class Amounts {

  private static final Pattern MONEY =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ([A-Za-z]{3}|credits)");

  private Amounts() {}

  static Scalar<Money> money() {
    return Scalar.of(Schema.matching(MONEY.pattern()), Amounts::parse);
  }

  private static Parsed<Money> parse(String text) {
    var matcher = MONEY.matcher(text);
    if (!matcher.matches()) {
      return new Misfit<>("be an amount with its currency, like 500 USD");
    }
    var money = new Money(new BigDecimal(matcher.group(1)), matcher.group(2));
    if (money.amount().signum() == 0) {
      return new Misfit<>("be above zero");
    }
    return isCurrency(money.currency())
        ? new Fits<>(money)
        : new Misfit<>("be in a currency by its ISO code, like USD or EUR, or in credits");
  }

  private static boolean isCurrency(String code) {
    return code.equals(Money.CREDITS)
        || Currency.availableCurrencies()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet())
            .contains(code);
  }
}
