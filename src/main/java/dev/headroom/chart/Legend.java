package dev.headroom.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A dot and a name for each layer, in as many rows as it takes. A single layer needs none: the
/// message says what it is.
final class Legend {

  private static final double DOT = 30;
  private static final double DOT_SPACE = 14;
  private static final double SPACE = 40;
  private static final double ROW = 62;
  private static final double LONGEST_NAME = 500;

  private record Entry(String name, int layer, double left, int row) {}

  private final List<Entry> entries = new ArrayList<>();
  private final FontMetrics metrics;
  private double next = Theme.MARGIN;
  private int row;

  Legend(List<String> names, FontMetrics metrics) {
    this.metrics = metrics;
    if (names.size() > 1) {
      IntStream.range(0, names.size()).forEach(layer -> add(names.get(layer), layer));
    }
  }

  private void add(String name, int layer) {
    var shown = shortened(name);
    double width = DOT + DOT_SPACE + metrics.stringWidth(shown);
    if (next > Theme.MARGIN && next + width > Theme.WIDTH - Theme.MARGIN) {
      next = Theme.MARGIN;
      row++;
    }
    entries.add(new Entry(shown, layer, next, row));
    next += width + SPACE;
  }

  private String shortened(String name) {
    if (metrics.stringWidth(name) <= LONGEST_NAME) {
      return name;
    }
    int length = name.length();
    while (metrics.stringWidth(name.substring(0, length) + "…") > LONGEST_NAME) {
      length--;
    }
    return name.substring(0, length) + "…";
  }

  double height() {
    return entries.isEmpty() ? 0 : (row + 1) * ROW;
  }

  void draw(Graphics2D pen, double top) {
    pen.setFont(metrics.getFont());
    for (var entry : entries) {
      double middle = top + entry.row() * ROW + ROW / 2;
      pen.setColor(Theme.layer(entry.layer()));
      pen.fill(new Ellipse2D.Double(entry.left(), middle - DOT / 2, DOT, DOT));
      pen.setColor(Theme.INK);
      pen.drawString(
          entry.name(),
          (float) (entry.left() + DOT + DOT_SPACE),
          (float) (middle + Labels.CAP_HEIGHT / 2));
    }
  }
}
