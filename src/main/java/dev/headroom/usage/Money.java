package dev.headroom.usage;

import java.math.BigDecimal;
import java.util.Locale;

/// An exact amount of one currency, or of a vendor's credits. Never converted.
///
/// @param currency an upper-case ISO 4217 code, or `credits`
public record Money(BigDecimal amount, String currency) {

  public static final String CREDITS = "credits";

  public Money {
    if (currency.isBlank()) {
      throw new IllegalArgumentException("currency: must be an ISO code or credits, was blank");
    }
    currency =
        currency.equalsIgnoreCase(CREDITS) ? CREDITS : currency.strip().toUpperCase(Locale.ROOT);
  }

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), "USD");
  }

  /// What `minorUnits` hundredths of `currency` are: 923.4512 cents are 9.234512 dollars.
  public static Money ofCents(BigDecimal minorUnits, String currency) {
    return new Money(minorUnits.movePointLeft(2), currency);
  }

  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "money is never converted: " + currency + " plus " + other.currency);
    }
    return new Money(amount.add(other.amount), currency);
  }
}
