package dev.headroom.chat.console;

import dev.headroom.chart.Charts;
import dev.headroom.message.Message;
import dev.headroom.testing.Overview;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// `/quota` of 20 accounts as lines for a terminal of 80 columns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConsoleRenderBenchmark {

  private final Message message = Overview.message();
  private final ConsoleRenderer renderer =
      new ConsoleRenderer(
          new Ink(true), ZoneOffset.UTC, new ChartFiles(Path.of("unused"), new Charts()));

  @Benchmark
  public String text() {
    return renderer.render(message, 80);
  }
}
