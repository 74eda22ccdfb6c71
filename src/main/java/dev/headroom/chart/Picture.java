package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/// A whole chart: the legend on top, the grid, the bars, the limit over them, then the labels.
/// There is no title: the message has it.
final class Picture {

  private static final float[] DASHES = {18, 12};

  private final Fonts fonts;

  Picture(Fonts fonts) {
    this.fonts = fonts;
  }

  void draw(Chart whole, BufferedImage image) {
    var pen = image.createGraphics();
    try {
      Shapes.smooth(pen);
      pen.setColor(Theme.CARD);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      draw(Layers.atMost(Theme.DISTINCT_LAYERS, whole), pen);
    } finally {
      pen.dispose();
    }
  }

  private void draw(Chart chart, Graphics2D pen) {
    var axis = Axis.of(chart);
    var labels = new Labels(pen, fonts, chart, axis);
    var legend = legend(chart, pen);
    double left = Theme.MARGIN + labels.width();
    double right = Theme.WIDTH - Theme.MARGIN;
    var hasValues = labels.hasValues(right - left);
    double top = Theme.MARGIN + legend.height() + (hasValues ? Theme.TEXT + 10 : Theme.TEXT / 2);
    double bottom = Theme.HEIGHT - Theme.MARGIN - Theme.TEXT - 16;
    var frame = new Frame(left, top, right, bottom, Math.max(1, chart.slots().size()), axis);

    var plot = Plot.of(chart);
    if (plot instanceof Lines) {
      Lines.drawZones(pen, frame);
    }
    drawGrid(pen, frame);
    new Gaps(pen, labels).draw(frame, chart);
    if (!chart.slots().isEmpty()) {
      plot.draw(pen, frame, chart);
    }
    drawLine(pen, frame, BigDecimal.ZERO, Theme.BASELINE, new BasicStroke(3));
    labels.limit().ifPresent(limit -> drawLine(pen, frame, limit, Theme.LIMIT, dashes()));
    if (hasValues) {
      labels.drawValues(frame);
    }
    labels.drawAxis(frame);
    labels.drawTimes(frame);
    legend.draw(pen, Theme.MARGIN - 10);
  }

  private Legend legend(Chart chart, Graphics2D pen) {
    var names =
        IntStream.range(0, chart.layers().size())
            .mapToObj(layer -> {
              var name = fonts.legible(chart.layers().get(layer).name());
              return name.isEmpty() ? "no. " + (layer + 1) : name;
            })
            .toList();
    return new Legend(names, pen.getFontMetrics(fonts.regular()));
  }

  private static void drawGrid(Graphics2D pen, Frame frame) {
    for (var tick : frame.axis().ticks()) {
      drawLine(pen, frame, tick, Theme.GRID, new BasicStroke(2));
    }
  }

  private static BasicStroke dashes() {
    return new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0);
  }

  private static void drawLine(
      Graphics2D pen, Frame frame, BigDecimal at, Color colour, BasicStroke stroke) {
    pen.setColor(colour);
    pen.setStroke(stroke);
    double y = frame.y(at);
    pen.draw(new Line2D.Double(frame.left(), y, frame.right(), y));
  }
}
