package dev.headroom.chart;

import java.math.BigDecimal;

/// Where on the picture the bars go.
///
/// @param slots how many slots of time share the width
record Frame(double left, double top, double right, double bottom, int slots, Axis axis) {

  double width() {
    return right - left;
  }

  double slotWidth() {
    return width() / slots;
  }

  double slotLeft(int slot) {
    return left + slot * slotWidth();
  }

  double slotMiddle(int slot) {
    return slotLeft(slot) + slotWidth() / 2;
  }

  /// How wide a bar is that has a slot for itself.
  double barWidth() {
    return Math.min(slotWidth() * 0.72, 120);
  }

  double y(BigDecimal value) {
    return bottom - axis.share(value) * (bottom - top);
  }

  double baseline() {
    return y(BigDecimal.ZERO);
  }
}
