package dev.headroom.chat.console;

import dev.headroom.chart.Figures;
import dev.headroom.message.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Bars, one a line: name, percent, bar in the colour of its tone. The same rounding as in chats:
/// full only from 100 %, empty only at 0.
record BarLines(Ink ink, int width) {

  private static final int WIDEST = 60;
  private static final int LONGEST_NAME = 28;
  private static final int PERCENT = 5;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  List<String> of(List<Bar> bars) {
    int widestName =
        bars.stream().mapToInt(bar -> Plain.columns(Plain.of(bar.name()))).max().orElse(0);
    int name = Math.min(widestName, LONGEST_NAME);
    int cells = Math.max(10, Math.min(width, WIDEST) - name - PERCENT - 2);
    return bars.stream().map(bar -> line(bar, name, cells)).toList();
  }

  private String line(Bar bar, int nameWidth, int cells) {
    var name = Plain.left(Plain.of(bar.name()), nameWidth);
    if (bar.percent().isEmpty()) {
      return name + " " + Plain.right("?", PERCENT) + " " + ink.dim(Plain.of(bar.remark()));
    }
    var share = bar.percent().get();
    int full = full(share, cells);
    return name
        + " "
        + Plain.right(Figures.of(share, "percent"), PERCENT)
        + " "
        + ink.toned(bar.tone(), "█".repeat(full))
        + ink.dim("░".repeat(cells - full));
  }

  static int full(BigDecimal share, int cells) {
    if (share.signum() <= 0) {
      return 0;
    }
    if (share.compareTo(HUNDRED) >= 0) {
      return cells;
    }
    var rounded =
        share.multiply(BigDecimal.valueOf(cells)).divide(HUNDRED, 0, RoundingMode.HALF_UP);
    return Math.clamp(rounded.intValue(), 1, cells - 1);
  }
}
