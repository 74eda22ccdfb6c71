package dev.headroom.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What [FontsTest] runs where there are no fonts: draws a chart into the file it is given.
final class Fontless {

  private Fontless() {}

  static void main(String[] args) throws IOException {
    Fonts.prepare();
    Files.write(
        Path.of(args[0]), new Charts().png(ChartSamples.limited(ChartSamples.stack(), "250")));
  }
}
