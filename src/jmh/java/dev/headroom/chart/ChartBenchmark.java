package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Drawing and writing a chart: as it is done, and by ImageIO's short cut from all colours.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ChartBenchmark {

  /// Seven bars, or thirty of five layers each.
  @Param({"bars", "stack"})
  private String picture = "bars";

  private final Charts charts = new Charts();
  private final Picture drawing = new Picture(new Fonts());
  private final BufferedImage image = Charts.blank();
  private Chart chart = ChartSamples.percentBars();

  @Setup
  public void choose() throws IOException {
    chart = picture.equals("bars") ? ChartSamples.percentBars() : ChartSamples.stack();
    System.out.printf(
        "%s: %d bytes indexed, %d bytes by ImageIO from all colours%n",
        picture, indexed().length, allColours().length);
  }

  @Benchmark
  public byte[] indexed() {
    return charts.png(chart);
  }

  @Benchmark
  public byte[] allColours() throws IOException {
    drawing.draw(chart, image);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Benchmark
  public BufferedImage drawnOnly() {
    drawing.draw(chart, image);
    return image;
  }
}
