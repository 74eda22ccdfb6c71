package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// One bar for each slot, the layers on each other; what is negative hangs below zero.
record Stacks() implements Plot {

  private static final double SEAM = 2;
  private static final double ZERO_LINE = 5;
  private static final double HOLE = 16;

  private record Part(int layer, BigDecimal from, BigDecimal to) {}

  @Override
  public void draw(Graphics2D pen, Frame frame, Chart chart) {
    for (int slot = 0; slot < frame.slots(); slot++) {
      double left = frame.slotMiddle(slot) - frame.barWidth() / 2;
      drawParts(pen, frame, left, parts(chart, slot, 1));
      drawParts(pen, frame, left, parts(chart, slot, -1));
      drawZero(pen, frame, left, chart, slot);
      drawHole(pen, frame, left, chart, slot);
    }
  }

  private static List<Part> parts(Chart chart, int slot, int sign) {
    var parts = new ArrayList<Part>();
    var reached = BigDecimal.ZERO;
    for (int layer = 0; layer < chart.layers().size(); layer++) {
      var value = chart.layers().get(layer).values().get(slot).orElse(BigDecimal.ZERO);
      if (value.signum() == sign) {
        parts.add(new Part(layer, reached, reached.add(value)));
        reached = reached.add(value);
      }
    }
    return parts;
  }

  private static void drawParts(Graphics2D pen, Frame frame, double left, List<Part> parts) {
    for (var part : parts) {
      double from = frame.y(part.from());
      double to = frame.y(part.to());
      pen.setColor(Theme.layer(part.layer()));
      if (part.equals(parts.getLast())) {
        pen.fill(Shapes.bar(left, frame.barWidth(), from, to));
      } else {
        pen.fill(rectangle(left, frame.barWidth(), from, to));
        drawSeam(pen, frame, left, to, Math.abs(to - from));
      }
    }
  }

  private static void drawSeam(
      Graphics2D pen, Frame frame, double left, double at, double thickness) {
    if (thickness > 3 * SEAM) {
      pen.setColor(Theme.CARD);
      pen.fill(rectangle(left, frame.barWidth(), at - SEAM / 2, at + SEAM / 2));
    }
  }

  /// Something was read, and it was nothing: a thin line, unlike a gap.
  private static void drawZero(Graphics2D pen, Frame frame, double left, Chart chart, int slot) {
    var extent = Extent.ofSlot(chart, slot);
    var read = Extent.total(chart, slot).isPresent();
    if (read && extent.low().signum() == 0 && extent.high().signum() == 0) {
      pen.setColor(Theme.layer(0));
      double base = frame.baseline();
      pen.fill(rectangle(left, frame.barWidth(), base - ZERO_LINE, base));
    }
  }

  /// A layer that was not read leaves its hole on top: the bar is at least so high.
  private static void drawHole(Graphics2D pen, Frame frame, double left, Chart chart, int slot) {
    var read = Extent.total(chart, slot).isPresent();
    if (read && chart.layers().stream().anyMatch(layer -> Layers.isHole(layer, slot))) {
      double top = frame.y(Extent.ofSlot(chart, slot).high()) - SEAM;
      Shapes.hatch(pen, left, top - HOLE, left + frame.barWidth(), top);
    }
  }

  private static Rectangle2D rectangle(double left, double width, double from, double to) {
    return new Rectangle2D.Double(left, Math.min(from, to), width, Math.abs(to - from));
  }
}
