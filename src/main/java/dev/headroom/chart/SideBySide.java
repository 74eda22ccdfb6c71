package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;

/// Bars of percent, each on a track that shows what is left; a single layer has the colours of how
/// bad it is.
record SideBySide() implements Plot {

  private static final double ZERO_LINE = 5;
  private static final double FILLED = 0.88;

  /// Narrower tracks would flicker like a fence.
  private static final double LEAST_TRACK = 14;

  private static final double WIDEST_GROUP = 420;

  @Override
  public void draw(Graphics2D pen, Frame frame, Chart chart) {
    int layers = chart.layers().size();
    double group =
        layers == 1 ? frame.barWidth() : Math.min(frame.slotWidth() * FILLED, WIDEST_GROUP);
    double width = layers == 1 ? group : group / layers * FILLED;
    for (int slot = 0; slot < frame.slots(); slot++) {
      if (Extent.total(chart, slot).isPresent()) {
        for (int layer = 0; layer < layers; layer++) {
          double left = frame.slotMiddle(slot) - group / 2 + layer * group / layers;
          drawOne(pen, frame, left, width, chart, layer, slot);
        }
      }
    }
  }

  private static void drawOne(
      Graphics2D pen, Frame frame, double left, double width, Chart chart, int layer, int slot) {
    var value = chart.layers().get(layer).values().get(slot);
    if (value.isEmpty()) {
      Shapes.hatch(pen, left, frame.y(Theme.FULL), left + width, frame.baseline());
      return;
    }
    if (width >= LEAST_TRACK) {
      pen.setColor(Theme.TRACK);
      pen.fill(Shapes.bar(left, width, frame.baseline(), frame.y(Theme.FULL)));
    }
    pen.setColor(colour(chart, layer, value.get()));
    if (value.get().signum() == 0) {
      pen.fill(new Rectangle2D.Double(left, frame.baseline() - ZERO_LINE, width, ZERO_LINE));
    } else {
      pen.fill(Shapes.bar(left, width, frame.baseline(), frame.y(value.get())));
    }
  }

  private static Color colour(Chart chart, int layer, BigDecimal percent) {
    return chart.layers().size() == 1 ? Theme.severity(percent) : Theme.layer(layer);
  }
}
