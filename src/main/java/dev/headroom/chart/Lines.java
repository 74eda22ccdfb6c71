package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Layer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;

/// A line for each layer of percent, broken where nothing was read, over zones that say from where
/// it is a warning and from where critical.
record Lines() implements Plot {

  private static final float THICK = 7;
  private static final double DOT = 16;

  @Override
  public void draw(Graphics2D pen, Frame frame, Chart chart) {
    for (int layer = chart.layers().size() - 1; layer >= 0; layer--) {
      pen.setColor(Theme.layer(layer));
      pen.setStroke(new BasicStroke(THICK, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      pen.draw(line(frame, chart.layers().get(layer)));
      drawDots(pen, frame, chart.layers().get(layer));
    }
  }

  /// The zones, below everything else.
  static void drawZones(Graphics2D pen, Frame frame) {
    drawZone(pen, frame, Theme.WARNING, Theme.CRITICAL, Theme.WARNING_ZONE);
    drawZone(pen, frame, Theme.CRITICAL, frame.axis().high(), Theme.CRITICAL_ZONE);
  }

  private static void drawZone(
      Graphics2D pen, Frame frame, BigDecimal from, BigDecimal to, Color colour) {
    pen.setColor(colour);
    double top = frame.y(to);
    pen.fill(new Rectangle2D.Double(frame.left(), top, frame.width(), frame.y(from) - top));
  }

  private static Path2D line(Frame frame, Layer layer) {
    var path = new Path2D.Double();
    var broken = true;
    for (int slot = 0; slot < frame.slots(); slot++) {
      var value = layer.values().get(slot);
      if (value.isPresent()) {
        double x = frame.slotMiddle(slot);
        double y = frame.y(value.get());
        if (broken) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      broken = value.isEmpty();
    }
    return path;
  }

  /// The last value, and those between gaps, of which there would be no line.
  private static void drawDots(Graphics2D pen, Frame frame, Layer layer) {
    for (int slot = 0; slot < frame.slots(); slot++) {
      var value = layer.values().get(slot);
      var last = slot == frame.slots() - 1;
      if (value.isPresent() && (last || isAlone(layer, slot))) {
        double x = frame.slotMiddle(slot);
        double y = frame.y(value.get());
        pen.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
      }
    }
  }

  private static boolean isAlone(Layer layer, int slot) {
    var values = layer.values();
    return (slot == 0 || values.get(slot - 1).isEmpty())
        && (slot == values.size() - 1 || values.get(slot + 1).isEmpty());
  }
}
