package dev.headroom.store;

import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Scope;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What 30 days of one account cost to ask, however many snapshots are stored: 100 accounts, 90
/// days. Ten million take some minutes to load, for each question, and 8 GB of disk.
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class HistoryBenchmark {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int ACCOUNTS = 100;
  private static final int DAYS = 90;

  @Param({"100000", "10000000"})
  public int snapshots;

  private TestDatabase db;
  private JdbiViews views;

  @Setup(Level.Trial)
  public void fill() {
    db = TestDatabase.create();
    views = new JdbiViews(db.database(), new BudgetSpending(ZoneOffset.UTC));
    System.out.println(new ManySnapshots(db, ACCOUNTS, DAYS, NOW).load(snapshots / ACCOUNTS));
  }

  @TearDown(Level.Trial)
  public void drop() {
    db.close();
  }

  @Benchmark
  public History monthOfCost() {
    return month(Metric.COST);
  }

  @Benchmark
  public History monthOfQuota() {
    return month(Metric.QUOTA);
  }

  private History month(Metric metric) {
    return views.history(
        new HistoryQuestion(new Scope.OfAccount("acme-42"), metric, Range.MONTH, NOW));
  }
}
