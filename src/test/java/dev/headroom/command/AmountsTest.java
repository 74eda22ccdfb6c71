package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmountsTest {

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource({
    "500,500,USD",
    "$500,500,USD",
    "500 USD,500,USD",
    "500usd,500,USD",
    "USD 500,500,USD",
    "'1,000.50',1000.50,USD",
    "'€1,234,567',1234567,EUR",
    "500€,500,EUR",
    "500 €,500,EUR",
    "$ 500,500,USD",
    "$5 usd,5,USD",
    "0.99,0.99,USD",
    "300 credits,300,credits",
    "20chf,20,CHF"
  })
  void readsWhatPeopleType(String typed, BigDecimal amount, String currency) {
    assertThat(Amounts.money(typed)).contains(new Money(amount, currency));
  }

  @ParameterizedTest(name = "{0} is no amount")
  @ValueSource(
      strings = {
        "",
        " ",
        "-5",
        "1.000,50",
        "1,5",
        "10,00",
        "1,0000",
        ".5",
        "5.",
        "5.123",
        "500k",
        "500 XYZ",
        "€5 USD",
        "five",
        "1e3",
        "NaN",
        "0x10",
        "1 000",
        "1234567890123",
        "$",
        "USD"
      })
  void readsNothingElse(String typed) {
    assertThat(Amounts.money(typed)).isEmpty();
  }

  @Test
  void readsShares() {
    assertThat(Amounts.shares("90%, 50,90"))
        .contains(List.of(new BigDecimal("50"), new BigDecimal("90")));
    assertThat(Amounts.shares("50 %, 80 %"))
        .contains(List.of(new BigDecimal("50"), new BigDecimal("80")));
    assertThat(Amounts.shares("99.5%")).contains(List.of(new BigDecimal("99.5")));
  }

  @ParameterizedTest(name = "{0} is no share")
  @ValueSource(strings = {"", "0", "101", "-5", "%", "5 % %", "5%%", "half", "1 2 3 4 5 6", ","})
  void readsNoOtherShares(String typed) {
    assertThat(Amounts.shares(typed)).isEmpty();
  }

  @Property(tries = 300, seed = "9")
  void readsBackWhatItWrites(
      @ForAll @BigRange(min = "0.01", max = "999999999") @Scale(2) BigDecimal amount) {
    var read = Amounts.money(Figures.exact(new Money(amount, "EUR"))).orElseThrow();

    assertThat(read.amount()).isEqualByComparingTo(amount);
    assertThat(read.currency()).isEqualTo("EUR");
  }

  @Property(tries = 500, seed = "10")
  void neverFailsAndNeverReadsLessThanNothing(@ForAll String typed) {
    assertThat(Amounts.money(typed).stream()).allMatch(money -> money.amount().signum() >= 0);
    assertThat(Amounts.shares(typed).stream()).allMatch(shares -> !shares.isEmpty());
  }
}
