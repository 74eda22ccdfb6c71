package dev.headroom.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "8466143, tokens, 8.5M",
    "999950, tokens, 1M",
    "999, requests, 999",
    "0, requests, 0",
    "1.5e33, tokens, 1.5e33",
    "1204, USD, $1.2k",
    "999.6, USD, $1k",
    "42.50, USD, $43",
    "9.5, USD, $9.50",
    "0.5, USD, $0.50",
    "0.075, USD, $0.075",
    "0.0004, USD, $0.0004",
    "0, USD, $0",
    "-12, EUR, −€12",
    "12, CHF, CHF 12",
    "99.7, percent, 99%",
    "0.3, percent, <1%",
    "0, percent, 0%",
    "104.6, percent, 104%",
    "12345, percent, 12.3k%"
  })
  void areShortAndTrue(BigDecimal value, String unit, String text) {
    assertThat(Figures.of(value, unit)).isEqualTo(text);
  }
}
