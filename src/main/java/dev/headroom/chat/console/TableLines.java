package dev.headroom.chat.console;

import dev.headroom.message.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Aligned columns: words to the left, numbers to the right. A terminal scrolls or wraps, so
/// nothing is cut.
record TableLines(Ink ink) {

  List<String> of(Block.Table table) {
    var rows = table.rows().stream().map(row -> row.stream().map(Plain::of).toList()).toList();
    var header = table.header().stream().map(Plain::of).toList();
    var all = new ArrayList<List<String>>(rows);
    all.add(header);
    var widths =
        IntStream.range(0, header.size())
            .mapToObj(column ->
                all.stream().mapToInt(row -> Plain.columns(row.get(column))).max().orElse(0))
            .toList();
    var numeric =
        IntStream.range(0, header.size()).mapToObj(column -> isNumeric(rows, column)).toList();
    var lines = new ArrayList<String>();
    if (header.stream().anyMatch(cell -> !cell.isBlank())) {
      lines.add(ink.dim(line(header, widths, numeric)));
    }
    rows.forEach(row -> lines.add(line(row, widths, numeric)));
    return lines;
  }

  private static boolean isNumeric(List<List<String>> rows, int column) {
    return column > 0
        && rows.stream()
            .map(row -> row.get(column).strip())
            .allMatch(cell -> cell.isEmpty() || cell.matches("[-−+<>~]?\\p{Sc}?\\d.*|[?–—-]"));
  }

  private static String line(List<String> cells, List<Integer> widths, List<Boolean> numeric) {
    return IntStream.range(0, cells.size())
        .mapToObj(column ->
            numeric.get(column)
                ? Plain.right(cells.get(column), widths.get(column))
                : Plain.left(cells.get(column), widths.get(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
