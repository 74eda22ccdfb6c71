package dev.headroom.chat.console;

import dev.headroom.chart.Axis;
import dev.headroom.chart.Figures;
import dev.headroom.chart.SlotLabels;
import dev.headroom.message.Chart;
import dev.headroom.message.Tone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A chart in a terminal: bars in eighths of a line, what all layers come to. Layers of percent
/// don't add up, so the highest is shown. A gap is `·`, zero is `_`, a refund is `▾`.
record ChartLines(Ink ink, int width) {

  private static final int ROWS = 8;
  private static final int EIGHTHS = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
  private static final int WIDEST = 100;
  private static final int WIDEST_SLOT = 7;
  private static final int MOST_TIMES = 4;

  /// Where the columns are: each of `size` slots takes `each` columns, the last of them blank
  /// unless it is the only one.
  private record Grid(int labels, int each, int size) {
    int filled() {
      return Math.max(1, each - 1);
    }
  }

  List<String> of(Chart chart) {
    var axis = Axis.of(chart);
    var values = IntStream.range(0, chart.slots().size()).mapToObj(i -> value(chart, i)).toList();
    if (values.stream().allMatch(Optional::isEmpty)) {
      return List.of(ink.dim("(no readings)"));
    }
    int labels =
        axis.ticks().stream()
            .mapToInt(tick -> Figures.of(tick, chart.unit()).length())
            .max()
            .orElse(1);
    int room = Math.min(width, WIDEST) - labels - 3;
    int each = Math.clamp(room / values.size(), 1, WIDEST_SLOT);
    int shown = Math.min(values.size(), Math.max(room, MOST_TIMES));
    var grid = new Grid(labels, each, shown);
    var lines = new ArrayList<String>();
    for (int row = ROWS - 1; row >= 0; row--) {
      lines.add(row(chart, axis, grid, values.subList(values.size() - shown, values.size()), row));
    }
    var zero = Figures.of(BigDecimal.ZERO, chart.unit());
    lines.add(Plain.right(zero, labels) + " └" + "─".repeat(grid.size() * grid.each()));
    lines.add(times(chart, grid));
    if (chart.layers().size() > 1) {
      lines.add(ink.dim(names(chart)));
    }
    return lines;
  }

  private static String names(Chart chart) {
    return chart.layers().stream()
        .map(layer -> Plain.of(layer.name()))
        .collect(Collectors.joining(", ", isPercent(chart) ? "highest of " : "sum of ", ""));
  }

  private static boolean isPercent(Chart chart) {
    return chart.unit().equals("percent");
  }

  private static Optional<BigDecimal> value(Chart chart, int slot) {
    return chart.layers().stream()
        .flatMap(layer -> layer.values().get(slot).stream())
        .reduce(isPercent(chart) ? BigDecimal::max : BigDecimal::add);
  }

  private String row(
      Chart chart, Axis axis, Grid grid, List<Optional<BigDecimal>> values, int row) {
    var limit = chart.limit().filter(value -> row(axis, value) == row);
    var empty = limit.isPresent() ? ink.red("╌") : " ";
    var label =
        limit
            .or(() ->
                axis.ticks().stream()
                    .filter(tick -> tick.signum() > 0 && row(axis, tick) == row)
                    .findFirst())
            .map(value -> Figures.of(value, chart.unit()));
    var line = new StringBuilder(Plain.right(label.orElse(""), grid.labels()));
    line.append(label.isPresent() ? " ┤" : " │");
    for (var value : values) {
      var cell = cell(axis, value, row);
      line.append(cell.equals(" ") ? empty.repeat(grid.filled()) : inked(chart, value, cell, grid));
      line.append(grid.each() > 1 ? empty : "");
    }
    return line.toString().stripTrailing();
  }

  private static int row(Axis axis, BigDecimal value) {
    return (int) Math.ceil(aboveZero(axis, value) * ROWS) - 1;
  }

  private static double aboveZero(Axis axis, BigDecimal value) {
    return new Axis(BigDecimal.ZERO, axis.high().max(BigDecimal.ONE.movePointLeft(30)), List.of())
        .share(value);
  }

  private static String cell(Axis axis, Optional<BigDecimal> value, int row) {
    if (value.isEmpty()) {
      return row == 0 ? "·" : " ";
    }
    int sign = value.get().signum();
    if (sign <= 0) {
      return row > 0 ? " " : sign == 0 ? "_" : "▾";
    }
    var filled = Math.max(1, Math.round(aboveZero(axis, value.get()) * ROWS * EIGHTHS));
    int here = Math.clamp(filled - (long) row * EIGHTHS, 0, EIGHTHS);
    return String.valueOf(BLOCKS.charAt(here));
  }

  private String inked(Chart chart, Optional<BigDecimal> value, String cell, Grid grid) {
    var cells = cell.repeat(grid.filled());
    if (value.isEmpty()) {
      return ink.dim(cells);
    }
    return chart.unit().equals("percent") ? ink.toned(tone(value.get()), cells) : ink.blue(cells);
  }

  private static Tone tone(BigDecimal percent) {
    if (percent.compareTo(BigDecimal.valueOf(90)) >= 0) {
      return Tone.CRITICAL;
    }
    return percent.compareTo(BigDecimal.valueOf(70)) >= 0 ? Tone.WARNING : Tone.GOOD;
  }

  private String times(Chart chart, Grid grid) {
    int hidden = chart.slots().size() - grid.size();
    var line = new StringBuilder(" ".repeat(grid.labels() + 2));
    int start = line.length();
    int most = Math.clamp(grid.size() * grid.each() / 9, 1, MOST_TIMES);
    SlotLabels.of(chart, most)
        .forEach((slot, label) -> {
          int end = start + grid.size() * grid.each();
          int at = start + Math.max(0, slot - hidden) * grid.each();
          int left = Math.max(start, Math.min(at, end - label.length()));
          if (slot >= hidden && left >= line.length()) {
            line.append(" ".repeat(left - line.length())).append(label).append(' ');
          }
        });
    return ink.dim(line.toString().stripTrailing());
  }
}
