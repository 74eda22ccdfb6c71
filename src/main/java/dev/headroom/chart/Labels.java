package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Step;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers beside the axis, the times below it, and the values above the bars.
final class Labels {

  /// How high a capital letter is.
  static final double CAP_HEIGHT = Theme.TEXT * 0.727;

  private static final int MOST_TIMES = 4;
  private static final int MOST_VALUES = 8;
  private static final double LEAST_SPACE = 44;
  private static final double AXIS_SPACE = 20;
  private static final String ZONE = "UTC";

  private final Graphics2D pen;
  private final Fonts fonts;
  private final Chart chart;
  private final Axis axis;

  Labels(Graphics2D pen, Fonts fonts, Chart chart, Axis axis) {
    this.pen = pen;
    this.fonts = fonts;
    this.chart = chart;
    this.axis = axis;
  }

  /// How much room the axis needs on the left.
  double width() {
    var quiet = pen.getFontMetrics(fonts.regular());
    var strong = pen.getFontMetrics(fonts.semiBold());
    var widest = axis.ticks().stream().mapToInt(tick -> quiet.stringWidth(figure(tick))).max();
    var limit = limit().map(value -> strong.stringWidth(figure(value))).orElse(0);
    var zone = chart.step() == Step.HOUR ? quiet.stringWidth(ZONE) : 0;
    return Math.max(Math.max(widest.orElse(0), limit), zone) + AXIS_SPACE;
  }

  /// The limit, where it is on the axis.
  Optional<BigDecimal> limit() {
    return chart
        .limit()
        .filter(limit -> limit.compareTo(axis.low()) >= 0 && limit.compareTo(axis.high()) <= 0);
  }

  private String figure(BigDecimal value) {
    return Figures.of(value, chart.unit());
  }

  void drawAxis(Frame frame) {
    for (var tick : axis.ticks()) {
      var covered = limit().filter(value -> Math.abs(frame.y(value) - frame.y(tick)) < Theme.TEXT);
      if (covered.isEmpty()) {
        drawLeft(frame, tick, pen.getFontMetrics(fonts.regular()), Theme.QUIET_INK);
      }
    }
    limit()
        .ifPresent(
            value -> drawLeft(frame, value, pen.getFontMetrics(fonts.semiBold()), Theme.LIMIT));
  }

  private void drawLeft(Frame frame, BigDecimal value, FontMetrics metrics, Color colour) {
    var text = figure(value);
    pen.setFont(metrics.getFont());
    pen.setColor(colour);
    pen.drawString(
        text,
        (float) (frame.left() - AXIS_SPACE - metrics.stringWidth(text)),
        (float) (frame.y(value) + CAP_HEIGHT / 2));
  }

  void drawTimes(Frame frame) {
    pen.setFont(fonts.regular());
    pen.setColor(Theme.QUIET_INK);
    var metrics = pen.getFontMetrics();
    float y = (float) (frame.bottom() + 30 + CAP_HEIGHT);
    times(frame, metrics)
        .forEach((slot, text) -> {
          int width = metrics.stringWidth(text);
          double left = frame.slotMiddle(slot) - width / 2.0;
          pen.drawString(text, (float) Math.clamp(left, frame.left(), frame.right() - width), y);
        });
    if (chart.step() == Step.HOUR) {
      pen.drawString(ZONE, Theme.MARGIN, y);
    }
  }

  private NavigableMap<Integer, String> times(Frame frame, FontMetrics metrics) {
    var labels = SlotLabels.of(chart, MOST_TIMES);
    var widest = labels.values().stream().mapToInt(metrics::stringWidth).max().orElse(0);
    var room = (int) (frame.width() / (widest + LEAST_SPACE));
    return SlotLabels.of(chart, Math.clamp(room, 1, MOST_TIMES));
  }

  /// Whether there is room for each bar's own number.
  boolean hasValues(double plotWidth) {
    var one = !Axis.isPercent(chart) || chart.layers().size() == 1;
    if (!one || chart.slots().size() > MOST_VALUES) {
      return false;
    }
    var metrics = pen.getFontMetrics(fonts.semiBold());
    return values()
        .allMatch(text -> metrics.stringWidth(text) + 10 < plotWidth / chart.slots().size());
  }

  private Stream<String> values() {
    return IntStream.range(0, chart.slots().size())
        .boxed()
        .flatMap(slot -> Extent.total(chart, slot).stream())
        .map(this::figure);
  }

  void drawValues(Frame frame) {
    for (int slot = 0; slot < frame.slots(); slot++) {
      var total = Extent.total(chart, slot);
      if (total.isPresent()) {
        double top = frame.y(Extent.ofSlot(chart, slot).high());
        drawOnHalo(figure(total.get()), frame.slotMiddle(slot), top - 14);
      }
    }
  }

  /// Text that stays legible on a line: it has an outline in the card's colour.
  void drawOnHalo(String text, double middle, double bottom) {
    var glyphs = fonts.semiBold().createGlyphVector(pen.getFontRenderContext(), text);
    var outline =
        glyphs.getOutline(
            (float) (middle - glyphs.getLogicalBounds().getWidth() / 2), (float) bottom);
    pen.setColor(Theme.CARD);
    pen.setStroke(new BasicStroke(10, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(outline);
    pen.setColor(Theme.INK);
    pen.fill(outline);
  }
}
