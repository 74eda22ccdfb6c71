package dev.headroom.alert;

import dev.headroom.usage.Account;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What deciding about a poll of 100 quotas costs, half of them firing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AlertBenchmark {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Account ACCOUNT =
      new Account("a", "openai", "A", Optional.empty(), Thresholds.DEFAULT, Duration.ofMinutes(5));

  private final Alerts alerts =
      new Alerts(
          new Policy(
              Duration.ofMinutes(15),
              Optional.empty(),
              true,
              List.of(),
              List.of(
                  new Route(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      List.of("slack:C1")))));
  private final Snapshot snapshot =
      new Snapshot(
          "a",
          NOON,
          Report.of(
              IntStream.range(0, 100)
                  .mapToObj(at -> Quota.percent("quota " + at, BigDecimal.valueOf(at % 2 * 80L)))
                  .toList()));
  private final List<AlertState> open =
      alerts.decide(List.of(), Findings.of(ACCOUNT, snapshot, List.of(), NOON), NOON).stream()
          .filter(Decision.Speak.class::isInstance)
          .map(decision -> ((Decision.Speak) decision).next())
          .toList();

  @Benchmark
  public List<Decision> decides() {
    return alerts.decide(open, Findings.of(ACCOUNT, snapshot, open, NOON), NOON);
  }
}
