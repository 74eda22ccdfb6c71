package dev.headroom.store;

import dev.headroom.secret.Secret;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Account;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Thresholds;
import dev.headroom.usage.Usage;
import java.io.File;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// Fills a database with what polls leave behind. The program itself keeps two snapshots of one
/// account; all others are copies of its rows, so their shape is what the program keeps today.
///
/// Accounts are named `acme-1` and so on.
///
/// @param now when the last poll was
public record ManySnapshots(TestDatabase db, int accounts, int days, Instant now) {

  private static final String SEED = "seed";
  private static final long DISK = 8L << 30;
  private static final int MANY = 10_000;

  /// Loads so many snapshots of each account, evenly over the days. Says what that took.
  public String load(int polls) {
    requireDisk(polls);
    var start = System.nanoTime();
    keepSeed();
    var patient = patient(db.url());
    patient.<RuntimeException>useTransaction(handle -> copy(handle, polls));
    patient.<RuntimeException>useHandle(ManySnapshots::settle);
    return "%,d snapshots loaded in %d s: %s"
        .formatted(
            (long) polls * accounts,
            Duration.ofNanos(System.nanoTime() - start).toSeconds(),
            patient.withHandle(ManySnapshots::size));
  }

  private static void requireDisk(int polls) {
    var place = new File(System.getProperty("java.io.tmpdir"));
    if (polls > MANY && place.getUsableSpace() < DISK) {
      throw new IllegalStateException(
          place + ": must have 8 GB free, has " + (place.getUsableSpace() >> 20) + " MB");
    }
  }

  /// Two polls, since an hour's growth shows only in the second.
  private void keepSeed() {
    var time = InstantSource.fixed(now);
    var account =
        new Account(
            SEED,
            "acme",
            "Acme",
            Optional.empty(),
            Thresholds.DEFAULT,
            Duration.ofSeconds(days * 86_400L / MANY));
    var partitions = new Partitions(time);
    var snapshots = new Snapshots(partitions);
    db.database()
        .<Boolean, RuntimeException>transaction(handle -> {
          IntStream.rangeClosed(0, days)
              .forEach(day -> partitions.ensure(handle, now.minus(Duration.ofDays(day))));
          new Accounts(List.of(account), time).sync(handle);
          snapshots.save(handle, new Snapshot(SEED, now.minusSeconds(2), report(1)));
          snapshots.save(handle, new Snapshot(SEED, now.minusSeconds(1), report(2)));
          return true;
        });
  }

  private Report report(int factor) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var readings = new ArrayList<Reading>();
    readings.add(
        Quota.named("Monthly spend", "USD")
            .withUsed(new BigDecimal("639.67"))
            .withLimit(new BigDecimal("781"))
            .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
    readings.add(new Balance("Prepaid", Money.usd("12.50"), false));
    readings.add(new Spend(Period.day(today), Money.usd("12.34567" + factor)));
    IntStream.range(0, 3).mapToObj(model -> usage(today, model, factor)).forEach(readings::add);
    return Report.of(readings);
  }

  private static Usage usage(LocalDate day, int model, int factor) {
    return Usage.ofDay(
        day,
        Optional.of("model-" + model),
        Optional.of(8_466_143L * factor),
        Optional.of(5_639_979L * factor),
        Optional.of(470_572L * factor),
        Optional.of(6_839L * factor));
  }

  private void copy(Handle handle, int polls) {
    run(
        handle,
        """
        INSERT INTO account (id, provider, name, owner, warning, critical, every_seconds)
        SELECT 'acme-' || n, provider, name, owner, warning, critical, every_seconds
        FROM account, generate_series(1, :accounts) n
        """,
        polls);
    run(
        handle,
        """
        INSERT INTO snapshot (account_id, at, partial, used_percent, quotas, balances)
        SELECT 'acme-' || n, at - poll * CAST(:days AS float8) / :polls * INTERVAL '1 day', partial,
          used_percent, quotas, balances
        FROM (SELECT * FROM snapshot ORDER BY at DESC LIMIT 1) AS seed,
          generate_series(0, :polls - 1) poll, generate_series(1, :accounts) n
        """,
        polls);
    run(
        handle,
        """
        INSERT INTO usage_hourly (account_id, hour, snapshots, used_percent, tokens, requests)
        SELECT 'acme-' || n, hour - ago * INTERVAL '1 hour', :polls / (24 * :days), used_percent,
          tokens, requests
        FROM usage_hourly, generate_series(0, 24 * :days - 1) ago, generate_series(1, :accounts) n
        """,
        polls);
    run(
        handle,
        """
        INSERT INTO spend_hourly (account_id, hour, currency, amount)
        SELECT 'acme-' || n, hour - ago * INTERVAL '1 hour', currency, amount
        FROM spend_hourly, generate_series(0, 24 * :days - 1) ago, generate_series(1, :accounts) n
        """,
        polls);
    copyDays(handle, polls);
  }

  private void copyDays(Handle handle, int polls) {
    run(
        handle,
        """
        INSERT INTO usage_daily
          (account_id, day, snapshots, used_percent, tokens_in, tokens_cached, tokens_out, requests)
        SELECT 'acme-' || n, day - ago, :polls / :days, used_percent, tokens_in, tokens_cached,
          tokens_out, requests
        FROM usage_daily, generate_series(0, :days - 1) ago, generate_series(1, :accounts) n
        """,
        polls);
    run(
        handle,
        """
        INSERT INTO model_usage_daily
          (account_id, day, model, tokens_in, tokens_cached, tokens_out, requests)
        SELECT 'acme-' || n, day - ago, model, tokens_in, tokens_cached, tokens_out, requests
        FROM model_usage_daily, generate_series(0, :days - 1) ago, generate_series(1, :accounts) n
        """,
        polls);
    run(
        handle,
        """
        INSERT INTO spend_daily (account_id, day, currency, amount)
        SELECT 'acme-' || n, day - ago, currency, amount
        FROM spend_daily, generate_series(0, :days - 1) ago, generate_series(1, :accounts) n
        """,
        polls);
  }

  private void run(Handle handle, String sql, int polls) {
    handle
        .createUpdate(sql)
        .bind("accounts", accounts)
        .bind("days", days)
        .bind("polls", polls)
        .execute();
  }

  /// Leaves nothing for the server to do while it is asked.
  private static void settle(Handle handle) {
    handle.execute("VACUUM ANALYZE");
    handle.execute("CHECKPOINT");
  }

  private static String size(Handle handle) {
    return handle
        .select("SELECT pg_size_pretty(pg_database_size(current_database()))")
        .mapTo(String.class)
        .one();
  }

  /// Filling takes minutes, for which the application's own connections don't wait.
  private static Jdbi patient(DatabaseUrl url) {
    var login = new Properties();
    url.user().ifPresent(user -> login.setProperty("user", user));
    url.password().map(Secret::value).ifPresent(word -> login.setProperty("password", word));
    return Jdbi.create(url.jdbcUrl(), login).installPlugin(new PostgresPlugin());
  }
}
