package dev.headroom.store;

import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Scope;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Thresholds;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// A database of its own with accounts in it, as tests of the store use it.
final class Shelf implements AutoCloseable {

  /// A Saturday.
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final TestDatabase db = TestDatabase.create();
  final Partitions partitions = new Partitions(InstantSource.fixed(NOON));
  final Snapshots snapshots = new Snapshots(partitions);
  final JdbiViews views =
      new JdbiViews(db.database(), new BudgetSpending(ZoneId.of("Europe/Berlin")));

  static Account account(String id, String owner) {
    return new Account(
        id,
        "acme",
        id + " in prose",
        Optional.of(owner),
        Thresholds.DEFAULT,
        Duration.ofMinutes(5));
  }

  void configure(Account... accounts) {
    inTransaction(new Accounts(Arrays.asList(accounts), InstantSource.fixed(NOON))::sync);
  }

  /// A name that no other test of the class uses, so that none sees another's figures.
  Account fresh(String id) {
    var account = account(id, "platform");
    var all = new ArrayList<>(db.database().with(Accounts::all));
    all.add(account);
    configure(all.toArray(Account[]::new));
    return account;
  }

  void save(String account, Instant at, Reading... readings) {
    save(new Snapshot(account, at, Report.of(List.of(readings))));
  }

  void save(Snapshot snapshot) {
    inTransaction(handle -> snapshots.save(handle, snapshot));
  }

  void saveFailure(String account, Failure failure, Instant at) {
    inTransaction(handle -> snapshots.saveFailure(handle, account, failure, at));
  }

  Current current(String account) {
    return views.accounts().stream()
        .filter(current -> current.account().id().equals(account))
        .findFirst()
        .orElseThrow();
  }

  History history(String account, Metric metric, Range range, Instant now) {
    return views.history(new HistoryQuestion(new Scope.OfAccount(account), metric, range, now));
  }

  /// The account's values that are there, first to last.
  List<BigDecimal> values(String account, Metric metric, Range range, Instant now) {
    return history(account, metric, range, now).series().stream()
        .flatMap(series -> series.values().stream())
        .flatMap(Optional::stream)
        .toList();
  }

  long count(String sql) {
    return db.database().jdbi().withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
  }

  List<String> strings(String sql) {
    return db.database().jdbi().withHandle(handle -> handle.select(sql).mapTo(String.class).list());
  }

  void execute(String sql) {
    inTransaction(handle -> handle.execute(sql));
  }

  void inTransaction(Consumer<Handle> work) {
    db.database()
        .<Boolean, RuntimeException>transaction(handle -> {
          work.accept(handle);
          return true;
        });
  }

  @Override
  public void close() {
    db.close();
  }
}
