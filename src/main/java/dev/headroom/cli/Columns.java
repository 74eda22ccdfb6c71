package dev.headroom.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of words in aligned columns, indented by two.
final class Columns {

  private Columns() {}

  /// @param rows all of one length; every line ends with a line break
  static String of(List<List<String>> rows) {
    return rows.stream().map(row -> line(row, rows)).collect(Collectors.joining());
  }

  private static String line(List<String> row, List<List<String>> rows) {
    return IntStream.range(0, row.size())
            .mapToObj(column -> padded(row.get(column), width(rows, column)))
            .collect(Collectors.joining("  ", "  ", ""))
            .stripTrailing()
        + "\n";
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }
}
