package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.Graphics2D;

/// Hatches the slots in which nothing was read, and says so where there is room.
record Gaps(Graphics2D pen, Labels labels) {

  private static final String WORDS = "no readings";
  private static final double WORDS_WIDTH = 360;

  void draw(Frame frame, Chart chart) {
    int start = 0;
    while (start < frame.slots()) {
      int end = start;
      while (end < frame.slots() && isGap(chart, end)) {
        end++;
      }
      if (end > start) {
        draw(frame, frame.slotLeft(start), frame.slotLeft(end));
      }
      start = end + 1;
    }
  }

  private static boolean isGap(Chart chart, int slot) {
    return chart.slots().isEmpty() || Extent.total(chart, slot).isEmpty();
  }

  private void draw(Frame frame, double left, double right) {
    Shapes.hatch(pen, left, frame.top(), right, frame.bottom());
    if (right - left > WORDS_WIDTH) {
      labels.drawOnHalo(WORDS, (left + right) / 2, (frame.top() + frame.bottom()) / 2);
    }
  }
}
