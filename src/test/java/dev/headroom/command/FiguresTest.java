package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

  @ParameterizedTest(name = "{0} {1} reads {2}")
  @CsvSource({
    "6912.34,USD,'$6,912'",
    "999.999,USD,$999.99",
    "1000,USD,'$1,000'",
    "15.2,USD,$15.20",
    "740,USD,$740",
    "0,USD,$0",
    "0.004,USD,<$0.01",
    "-0.004,USD,-<$0.01",
    "-5.5,EUR,-€5.50",
    "3,GBP,£3",
    "8,CNY,¥8",
    "1200,CHF,'1,200 CHF'",
    "1200.5,credits,'1,200 credits'",
    "1E+15,USD,$over 999T"
  })
  void readsMoney(BigDecimal amount, String currency, String text) {
    assertThat(Figures.money(new Money(amount, currency))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} reads {1} exactly")
  @CsvSource({"1000.5,'$1,000.50'", "500.00,$500", "0.125,$0.125", "12345678.91,'$12,345,678.91'"})
  void readsWhatPeopleSetToTheLastDigit(BigDecimal amount, String text) {
    assertThat(Figures.exact(new Money(amount, "USD"))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} {1} reads {2}")
  @CsvSource({
    "8466143,tokens,8.4M tokens",
    "9999,tokens,'9,999 tokens'",
    "10000,tokens,10k tokens",
    "160000,tokens,160k tokens",
    "999999,tokens,999k tokens",
    "2000000,tokens,2M tokens",
    "1234567890,tokens,1.2B tokens",
    "7E+12,tokens,7T tokens",
    "14400,requests,'14,400 requests'",
    "1.5,requests,1.5 requests",
    "91.9,percent,91%",
    "12.5,USD,$12.50"
  })
  void readsAmountsWithTheirUnit(BigDecimal value, String unit, String text) {
    assertThat(Figures.amount(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} percent reads {1}")
  @CsvSource({
    "0,0%",
    "0.0001,<1%",
    "0.99,<1%",
    "1,1%",
    "89.99,89%",
    "99.999,99%",
    "100,100%",
    "130.4,130%",
    "1234.5,'1,234%'",
    "-3,0%"
  })
  void readsShares(BigDecimal share, String text) {
    assertThat(Figures.percent(share)).isEqualTo(text);
  }

  @Property(tries = 500, seed = "11")
  void neverSaysThatAllIsUsedBeforeItIs(
      @ForAll @BigRange(min = "0", max = "99.999999") @Scale(6) BigDecimal share) {
    assertThat(Figures.percent(share)).doesNotContain("100");
    assertThat(Figures.bar(share)).isLessThan(BigDecimal.valueOf(100));
    assertThat(Figures.bar(share).signum()).isEqualTo(share.signum());
  }

  @Property(tries = 500, seed = "12")
  void readsEveryNumberInLittleRoom(@ForAll int digits, @ForAll byte scale) {
    var value = new BigDecimal(BigInteger.valueOf(digits), scale);

    assertThat(Figures.money(new Money(value, "CHF"))).hasSizeLessThan(26);
    assertThat(Figures.compact(value)).hasSizeLessThan(12);
    assertThat(Figures.count(value)).hasSizeLessThan(24);
    assertThat(Figures.percent(value)).endsWith("%").hasSizeLessThan(25);
  }
}
