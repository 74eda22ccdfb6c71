package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.math.BigDecimal;
import java.util.Optional;

/// How far a chart's bars reach below and above zero.
record Extent(BigDecimal low, BigDecimal high) {

  static Extent of(Chart chart) {
    var extent = new Extent(BigDecimal.ZERO, BigDecimal.ZERO);
    for (int slot = 0; slot < chart.slots().size(); slot++) {
      extent = extent.including(ofSlot(chart, slot));
    }
    return extent;
  }

  /// Layers stand on each other, refunds hang below zero; layers of percent stand side by side.
  static Extent ofSlot(Chart chart, int slot) {
    var low = BigDecimal.ZERO;
    var high = BigDecimal.ZERO;
    for (var layer : chart.layers()) {
      var value = layer.values().get(slot).orElse(BigDecimal.ZERO);
      if (Axis.isPercent(chart)) {
        low = low.min(value);
        high = high.max(value);
      } else if (value.signum() < 0) {
        low = low.add(value);
      } else {
        high = high.add(value);
      }
    }
    return new Extent(low, high);
  }

  /// What all layers of a slot come to; empty when nothing was read.
  static Optional<BigDecimal> total(Chart chart, int slot) {
    return chart.layers().stream()
        .flatMap(layer -> layer.values().get(slot).stream())
        .reduce(BigDecimal::add);
  }

  private Extent including(Extent other) {
    return new Extent(low.min(other.low), high.max(other.high));
  }
}
