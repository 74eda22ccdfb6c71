package dev.headroom.chat.console;

import dev.headroom.chart.Charts;
import dev.headroom.message.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A folder with the pictures of the latest charts, as a terminal can't show them.
final class ChartFiles {

  private static final int KEPT = 20;
  private static final Pattern NAME = Pattern.compile("chart-(\\d{1,9})\\.png");

  private final Path folder;
  private final Charts charts;

  ChartFiles(Path folder, Charts charts) {
    this.folder = folder;
    this.charts = charts;
  }

  /// Draws `chart` into a new file and deletes the oldest ones.
  synchronized Path write(Chart chart) throws IOException {
    Files.createDirectories(folder);
    var before = numbers();
    int number = before.isEmpty() ? 1 : before.getLast() + 1;
    var file = file(number);
    Files.write(file, charts.png(chart));
    for (var old : before.subList(0, Math.max(0, before.size() - KEPT + 1))) {
      Files.deleteIfExists(file(old));
    }
    return file.toAbsolutePath().normalize();
  }

  private List<Integer> numbers() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(name -> name.matches())
          .map(name -> Integer.parseInt(name.group(1)))
          .sorted()
          .toList();
    }
  }

  private Path file(int number) {
    return folder.resolve("chart-%04d.png".formatted(number));
  }
}
