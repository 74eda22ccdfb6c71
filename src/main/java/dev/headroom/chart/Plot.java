package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.Graphics2D;

/// A way to plot a chart's values into its frame.
sealed interface Plot permits Stacks, SideBySide, Lines {

  /// More bars than this side by side are a fence; lines read better.
  int MOST_BARS = 24;

  void draw(Graphics2D pen, Frame frame, Chart chart);

  /// Shares don't add up, so their bars stand side by side while they are few, else they are lines.
  static Plot of(Chart chart) {
    if (!Axis.isPercent(chart)) {
      return new Stacks();
    }
    int layers = chart.layers().size();
    return layers <= 1 || layers * chart.slots().size() <= MOST_BARS
        ? new SideBySide()
        : new Lines();
  }
}
