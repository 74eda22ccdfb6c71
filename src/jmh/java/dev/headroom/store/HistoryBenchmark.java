package dev.headroom.store;

import dev.headroom.secret.Secret;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Scope;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
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
/// days.
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
    var patient = patient(db.url());
    patient.<RuntimeException>useTransaction(this::fill);
    patient.<RuntimeException>useHandle(
        handle -> handle.execute("VACUUM ANALYZE account, usage_daily, spend_daily"));
  }

  /// Filling takes minutes, for which the application's own connections don't wait.
  private static Jdbi patient(DatabaseUrl url) {
    return Jdbi.create(
            url.jdbcUrl(), url.user().orElseThrow(), url.password().map(Secret::value).orElse(""))
        .installPlugin(new PostgresPlugin());
  }

  private void fill(Handle handle) {
    var partitions = new Partitions(InstantSource.fixed(NOW));
    IntStream.rangeClosed(0, DAYS)
        .forEach(day -> partitions.ensure(handle, NOW.minus(Duration.ofDays(day))));
    handle.execute(
        """
        INSERT INTO account (id, provider, name, warning, critical, every_seconds)
        SELECT 'acme-' || n, 'acme', 'Acme ' || n, 70, 90, 300 FROM generate_series(1, ?) n
        """,
        ACCOUNTS);
    handle.execute(
        """
        INSERT INTO snapshot (account_id, at, partial, used_percent, quotas, balances)
        SELECT 'acme-' || n, CAST(? AS timestamptz) - poll * CAST(? AS float8) * INTERVAL '1 day',
          false, poll % 100, '[]', '[]'
        FROM generate_series(1, ?) n, generate_series(0, ? - 1) poll
        """,
        NOW, (double) DAYS * ACCOUNTS / snapshots, ACCOUNTS, snapshots / ACCOUNTS);
    handle.execute(
        """
        INSERT INTO usage_daily (account_id, day, snapshots, used_percent, tokens_in, tokens_out)
        SELECT account_id, CAST(at AT TIME ZONE 'UTC' AS date), count(*), max(used_percent), 1000, 9
        FROM snapshot GROUP BY 1, 2
        """);
    handle.execute(
        """
        INSERT INTO spend_daily (account_id, day, currency, amount)
        SELECT account_id, day, 'USD', 12.345678 FROM usage_daily
        """);
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
