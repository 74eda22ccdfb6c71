package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which slots of a chart have their time written below them, and how. Providers count in UTC days,
/// so that is the zone.
public final class SlotLabels {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int QUARTER_OF_A_DAY = 6;

  /// From so many slots on, nobody sees that labels are a slot more or less apart.
  private static final int MANY = 12;

  private SlotLabels() {}

  /// Up to `most` labels by slot: at every sixth hour of a day, or evenly from the first to the
  /// last.
  public static NavigableMap<Integer, String> of(Chart chart, int most) {
    var labels = new TreeMap<Integer, String>();
    if (chart.step() == Step.HOUR && chart.slots().size() > 2 * QUARTER_OF_A_DAY) {
      for (int slot = 0; slot < chart.slots().size(); slot++) {
        if (hour(chart.slots().get(slot)) % QUARTER_OF_A_DAY == 0) {
          labels.put(slot, text(chart, slot));
        }
      }
    }
    return labels.size() >= 2 && labels.size() <= most ? labels : even(chart, most);
  }

  private static NavigableMap<Integer, String> even(Chart chart, int most) {
    var labels = new TreeMap<Integer, String>();
    int size = chart.slots().size();
    int stride = Math.ceilDiv(size, most);
    for (int count = most; count > 2; count--) {
      if (size > MANY || (size - 1) % (count - 1) == 0) {
        return fromFirstToLast(chart, Math.min(count, size));
      }
    }
    for (int slot = size - 1; slot >= 0; slot -= stride) {
      labels.put(slot, text(chart, slot));
    }
    return labels;
  }

  private static NavigableMap<Integer, String> fromFirstToLast(Chart chart, int count) {
    var labels = new TreeMap<Integer, String>();
    int last = chart.slots().size() - 1;
    for (int i = 0; i < count; i++) {
      int slot = count == 1 ? last : Math.round((float) i * last / (count - 1));
      labels.put(slot, text(chart, slot));
    }
    return labels;
  }

  private static String text(Chart chart, int slot) {
    var format =
        switch (chart.step()) {
          case HOUR -> HOUR;
          case DAY -> DAY;
        };
    return format.format(chart.slots().get(slot));
  }

  private static int hour(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getHour();
  }
}
