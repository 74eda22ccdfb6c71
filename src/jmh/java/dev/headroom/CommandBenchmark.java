package dev.headroom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// 50 people ask `/quota-history` at the same moment, again and again: the time until each is
/// acknowledged, and until each has the answer with its chart. Bolt and JDA, PostgreSQL with 90
/// days of 20 accounts, drawing and upload are real; Slack, Discord and the vendor are fakes on
/// loopback, the chats in this process. JMH's score is the time until all 50 have their answers;
/// the percentiles of single commands are printed at the end.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class CommandBenchmark {

  private static final int AT_ONCE = 50;

  @Param({"slack", "discord"})
  private String platform = "slack";

  private final List<Double> acknowledged = new ArrayList<>();
  private final List<Double> answered = new ArrayList<>();
  private BusyChats chats;
  private boolean isWarm;

  /// A cold program is asked by few at first.
  @Setup
  public void open() throws IOException {
    chats = new BusyChats();
    for (int size = 1; size < AT_ONCE; size *= 2) {
      times(size);
    }
  }

  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    isWarm = iteration.getType() == IterationType.MEASUREMENT;
  }

  @Benchmark
  public void burst() {
    var times = times(AT_ONCE);
    if (isWarm) {
      acknowledged.addAll(times.acknowledged());
      answered.addAll(times.answered());
    }
  }

  private Burst.Times times(int size) {
    var burst = new Burst(chats, size);
    return platform.equals("slack") ? burst.onSlack() : burst.onDiscord();
  }

  @TearDown
  public void close() {
    System.out.printf(
        "%n%s, of %d commands: acknowledged after %s; answered with a chart after %s%n",
        platform, answered.size(), percentiles(acknowledged), percentiles(answered));
    chats.close();
  }

  private static String percentiles(List<Double> times) {
    var sorted = times.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99 %.1f, at most %.1f ms",
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.getLast());
  }
}
