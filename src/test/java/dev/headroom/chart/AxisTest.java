package dev.headroom.chart;

import static dev.headroom.chart.ChartSamples.days;
import static dev.headroom.chart.ChartSamples.layer;
import static dev.headroom.chart.ChartSamples.limited;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTest {

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({
    "0, 268, 0 100 200",
    "0, 199, 0 50 100 150",
    "0, 6, 0 2.5 5",
    "0, 0.0009, 0 0.00025 0.0005 0.00075",
    "-20, 100, 0 50 100",
    "-70, 90, -50 0 50"
  })
  void labelsRoundNumbers(BigDecimal low, BigDecimal high, String ticks) {
    assertThat(text(Axis.spanning(low, high, true))).isEqualTo(ticks);
  }

  @ParameterizedTest(name = "{0} with limit {1}")
  @CsvSource({"12 30, 100, 100", "12 30, 121, 30", "12 30, 10, 30", "0 0, 10, 10"})
  void reachesALimitUnlessItWouldPressTheBarsToTheGround(
      String values, String limit, BigDecimal high) {
    var chart = limited(days("USD", layer("a", values)), limit);

    assertThat(Axis.of(chart).high()).isEqualByComparingTo(high);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"12 30, 100", "12 130, 130", "- -, 100"})
  void ofPercentReachesAHundredAtLeast(String values, BigDecimal high) {
    assertThat(Axis.of(days("percent", layer("a", values))).high()).isEqualByComparingTo(high);
  }

  @Property(seed = "6")
  void hasThreeOrFourLabels(
      @ForAll @Scale(8) @BigRange(min = "0.000001", max = "1e40") BigDecimal high) {
    assertThat(Axis.spanning(BigDecimal.ZERO, high, true).ticks()).hasSizeBetween(3, 4);
  }

  private static String text(Axis axis) {
    return axis.ticks().stream().map(tick -> plain(tick)).collect(Collectors.joining(" "));
  }

  private static String plain(BigDecimal tick) {
    return tick.signum() == 0 ? "0" : tick.stripTrailingZeros().toPlainString();
  }
}
