package dev.headroom.chat;

import dev.headroom.message.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Bars and tables as lines of equally wide characters, for platforms that show code blocks.
///
/// The number comes before the bar, so that a font whose blocks are not exactly one column wide
/// can't shift it. Numbers are never cut: a wide table is narrowed in its words alone.
public final class Monospace {

  private static final int CELLS = 10;
  private static final int PERCENT = 4;
  private static final int LEAST_WORDS = 4;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String GAP = "  ";

  private Monospace() {}

  /// One line for each bar, `width` columns wide: name, percent, bar of ten cells. A bar without a
  /// percent is `?` and its remark, never an empty bar.
  public static String bars(List<Bar> bars, int width) {
    return bars.stream().map(bar -> line(bar, width)).collect(Collectors.joining("\n"));
  }

  private static String line(Bar bar, int width) {
    var name = Columns.left(Columns.oneLine(bar.name()), width - PERCENT - CELLS - 2);
    return bar.percent()
        .map(share -> name + " " + Columns.right(percent(share), PERCENT) + " " + cells(share))
        .orElseGet(() -> name + "   ?  " + Columns.oneLine(bar.remark()))
        .stripTrailing();
  }

  /// A share in at most four characters. It says 100% and 0% only when that is exactly reached.
  static String percent(BigDecimal share) {
    if (share.signum() <= 0) {
      return "0%";
    }
    if (share.compareTo(new BigDecimal("0.5")) < 0) {
      return "<1%";
    }
    var mode = share.compareTo(HUNDRED) < 0 ? RoundingMode.HALF_UP : RoundingMode.DOWN;
    var whole = share.setScale(0, mode);
    if (share.compareTo(HUNDRED) < 0) {
      whole = whole.min(BigDecimal.valueOf(99));
    }
    return whole.compareTo(BigDecimal.valueOf(999)) > 0 ? "999+" : whole.toPlainString() + "%";
  }

  /// Ten cells, full only from 100 % and empty only at 0.
  static String cells(BigDecimal share) {
    var full = share.divide(BigDecimal.TEN, 0, RoundingMode.HALF_UP).min(BigDecimal.TEN).intValue();
    if (share.signum() <= 0) {
      full = 0;
    } else if (share.compareTo(HUNDRED) < 0) {
      full = Math.clamp(full, 1, CELLS - 1);
    }
    return "█".repeat(full) + "░".repeat(CELLS - full);
  }

  /// Aligned columns, two blanks apart: words to the left, numbers to the right. Lines are at most
  /// `width` columns wide unless the numbers alone are wider.
  public static String table(List<String> header, List<List<String>> rows, int width) {
    var lines = new ArrayList<List<String>>();
    if (header.stream().anyMatch(cell -> !cell.isBlank())) {
      lines.add(header.stream().map(Columns::oneLine).toList());
    }
    rows.forEach(row -> lines.add(row.stream().map(Columns::oneLine).toList()));
    var numeric =
        IntStream.range(0, header.size()).mapToObj(column -> isNumeric(rows, column)).toList();
    var widths = widths(lines, numeric, width);
    return lines.stream().map(line -> row(line, widths, numeric)).collect(Collectors.joining("\n"));
  }

  private static boolean isNumeric(List<List<String>> rows, int column) {
    return column > 0
        && rows.stream()
            .map(row -> row.get(column).strip())
            .allMatch(cell -> cell.isEmpty() || cell.matches("[-+<>~]?\\p{Sc}?\\d.*|[?–—-]"));
  }

  private static int[] widths(List<List<String>> lines, List<Boolean> numeric, int width) {
    var widths = new int[numeric.size()];
    for (var line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Columns.of(line.get(i)));
      }
    }
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
    for (; excess > 0; excess--) {
      int widest = widestWords(widths, numeric);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widestWords(int[] widths, List<Boolean> numeric) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean candidate = !numeric.get(i) && widths[i] > LEAST_WORDS;
      if (candidate && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private static String row(List<String> cells, int[] widths, List<Boolean> numeric) {
    return IntStream.range(0, widths.length)
        .mapToObj(i ->
            numeric.get(i)
                ? Columns.right(cells.get(i), widths[i])
                : Columns.left(cells.get(i), widths[i]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
