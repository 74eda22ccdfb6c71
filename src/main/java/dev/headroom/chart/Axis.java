package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The values a chart spans, and three or four round ones to label.
///
/// @param low zero, or the lowest negative value
/// @param high above zero, and at least as high as the highest bar
/// @param ticks ascending, zero among them; none where nothing was read
public record Axis(BigDecimal low, BigDecimal high, List<BigDecimal> ticks) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<BigDecimal> STEPS =
      List.of(
          BigDecimal.TEN,
          BigDecimal.valueOf(5),
          new BigDecimal("2.5"),
          BigDecimal.TWO,
          BigDecimal.ONE);

  /// How many times the highest bar a limit may be and still be drawn: past that it would press
  /// every bar to the ground.
  private static final BigDecimal REACH = BigDecimal.valueOf(4);

  public Axis {
    ticks = List.copyOf(ticks);
  }

  /// The axis for a chart's bars; of percent it reaches to 100 at least.
  public static Axis of(Chart chart) {
    var extent = Extent.of(chart);
    var high = extent.high();
    if (isPercent(chart)) {
      high = high.max(HUNDRED);
    }
    var limit = limitInReach(chart, high);
    if (limit.isPresent()) {
      high = high.max(limit.get());
    }
    if (high.signum() == 0 && extent.low().signum() == 0) {
      var nothing = IntStream.range(0, chart.slots().size()).noneMatch(slot -> isRead(chart, slot));
      return nothing
          ? new Axis(BigDecimal.ZERO, BigDecimal.ONE, List.of())
          : spanning(BigDecimal.ZERO, BigDecimal.ONE, false);
    }
    return spanning(extent.low(), high, isPercent(chart) || Figures.isCurrency(chart.unit()));
  }

  private static boolean isRead(Chart chart, int slot) {
    return Extent.total(chart, slot).isPresent();
  }

  private static Optional<BigDecimal> limitInReach(Chart chart, BigDecimal high) {
    return chart
        .limit()
        .filter(limit -> limit.signum() > 0)
        .filter(limit -> high.signum() == 0 || limit.compareTo(high.multiply(REACH)) <= 0);
  }

  static boolean isPercent(Chart chart) {
    return chart.unit().equals("percent");
  }

  /// @param divisible whether parts of one make sense, as with money but not with requests
  static Axis spanning(BigDecimal low, BigDecimal high, boolean divisible) {
    var step = step(high.subtract(low));
    if (!divisible) {
      step = step.max(BigDecimal.ONE);
    }
    var ticks = new ArrayList<BigDecimal>();
    var first = low.divide(step, 0, RoundingMode.CEILING);
    var last = high.divide(step, 0, RoundingMode.FLOOR);
    for (var n = first; n.compareTo(last) <= 0; n = n.add(BigDecimal.ONE)) {
      ticks.add(n.multiply(step));
    }
    return new Axis(low, high, ticks);
  }

  /// The widest round step that goes into `span` at least twice.
  private static BigDecimal step(BigDecimal span) {
    var power = BigDecimal.ONE.movePointRight(span.precision() - span.scale() - 1);
    var half = span.divide(BigDecimal.TWO, MathContext.DECIMAL64);
    return STEPS.stream()
        .map(power::multiply)
        .filter(step -> step.compareTo(half) <= 0)
        .findFirst()
        .orElseGet(() -> power.divide(BigDecimal.TWO, MathContext.DECIMAL64));
  }

  /// Where `value` stands from 0 (at [#low]) to 1 (at [#high]); outside when it is outside.
  public double share(BigDecimal value) {
    return value.subtract(low).divide(high.subtract(low), MathContext.DECIMAL64).doubleValue();
  }
}
