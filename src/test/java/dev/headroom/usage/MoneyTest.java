package dev.headroom.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyTest {

  @ParameterizedTest
  @CsvSource({"923.4512, 9.234512", "150000, 1500.00", "-975, -9.75", "0, 0.00", "1e-4, 0.000001"})
  void takesCentsForHundredthsAndLosesNone(BigDecimal cents, BigDecimal dollars) {
    assertThat(Money.ofCents(cents, "USD").amount()).isEqualByComparingTo(dollars);
  }

  @ParameterizedTest
  @CsvSource({"usd, USD", "' eur ', EUR", "CREDITS, credits"})
  void writesCurrenciesOneWay(String written, String currency) {
    assertThat(Money.zero(written).currency()).isEqualTo(currency);
  }

  @Test
  void isNeverConverted() {
    var yuan = new Money(BigDecimal.TEN, "CNY");

    assertThatThrownBy(() -> Money.usd("1").plus(yuan))
        .hasMessage("money is never converted: USD plus CNY");
  }
}
