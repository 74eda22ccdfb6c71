package dev.headroom.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// What pictures are made of.
final class Shapes {

  private static final double ROUNDING = 10;
  private static final double HATCH_SPACING = 14;

  private Shapes() {}

  static void smooth(Graphics2D pen) {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /// A bar from `from` to `to`, which may be above or below; its far end is rounded.
  static Shape bar(double left, double width, double from, double to) {
    double round = Math.min(Math.min(ROUNDING, width / 3), Math.abs(to - from));
    double shoulder = to < from ? to + round : to - round;
    var path = new Path2D.Double();
    path.moveTo(left, from);
    path.lineTo(left, shoulder);
    path.quadTo(left, to, left + round, to);
    path.lineTo(left + width - round, to);
    path.quadTo(left + width, to, left + width, shoulder);
    path.lineTo(left + width, from);
    path.closePath();
    return path;
  }

  /// Slanted lines: here nothing was read.
  static void hatch(Graphics2D pen, double left, double top, double right, double bottom) {
    var clipped = (Graphics2D) pen.create();
    clipped.clip(new Rectangle2D.Double(left, top, right - left, bottom - top));
    clipped.setColor(Theme.HATCH);
    clipped.setStroke(new BasicStroke(2.5f));
    double height = bottom - top;
    double start = Math.floor((left - height) / HATCH_SPACING) * HATCH_SPACING;
    for (double x = start; x < right; x += HATCH_SPACING) {
      clipped.draw(new Line2D.Double(x, bottom, x + height, top));
    }
    clipped.dispose();
  }
}
