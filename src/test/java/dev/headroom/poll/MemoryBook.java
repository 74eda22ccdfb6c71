package dev.headroom.poll;

import dev.headroom.alert.AlertKey;
import dev.headroom.alert.AlertState;
import dev.headroom.alert.Rule;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import dev.headroom.view.Views.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Queue and ledger in memory, one lock for all.
public final class MemoryBook implements Queue, Ledger {

  private record Row(
      Instant nextAt,
      Optional<Instant> polledAt,
      Optional<Instant> until,
      long token,
      int failures,
      Optional<Instant> spentAt) {
    boolean isFree(Instant now) {
      return until.filter(now::isBefore).isEmpty();
    }

    Row leased(Instant end) {
      return new Row(nextAt, polledAt, Optional.of(end), token + 1, failures, spentAt);
    }

    Row spent(Instant at) {
      return new Row(nextAt, polledAt, until, token, failures, Optional.of(at));
    }
  }

  private Map<String, Row> rows = new TreeMap<>();
  private Map<AlertKey, AlertState> alerts = new LinkedHashMap<>();
  private List<Snapshot> snapshots = new ArrayList<>();
  private List<Failure> failures = new ArrayList<>();
  private Map<String, Failure> troubles = new TreeMap<>();
  private List<Owed> owed = new ArrayList<>();
  private List<BudgetView> budgets = List.of();
  private boolean isAway;

  synchronized void goAway() {
    isAway = true;
  }

  synchronized void comeBack() {
    isAway = false;
  }

  synchronized void budgets(List<BudgetView> views) {
    budgets = views;
  }

  synchronized List<Owed> owed() {
    return List.copyOf(owed);
  }

  synchronized List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }

  synchronized Optional<Instant> nextDue(String account) {
    return Optional.ofNullable(rows.get(account)).map(Row::nextAt);
  }

  @Override
  public synchronized void enrol(Set<String> accounts, Instant now) {
    requirePresent();
    rows.keySet().retainAll(accounts);
    accounts.forEach(id ->
        rows.putIfAbsent(
            id, new Row(now, Optional.empty(), Optional.empty(), 0, 0, Optional.empty())));
    rows.replaceAll((id, row) ->
        row.failures() > 0
                && heldUntil(id, now).isEmpty()
                && row.polledAt().filter(at -> at.plusSeconds(60).isBefore(now)).isPresent()
            ? new Row(now, row.polledAt(), row.until(), row.token(), row.failures(), row.spentAt())
            : row);
  }

  @Override
  public synchronized List<Lease> claim(
      Set<String> known, int atMost, Thrift thrift, Instant now, Duration lease) {
    requirePresent();
    var due =
        rows.entrySet().stream()
            .filter(entry -> known.contains(entry.getKey()))
            .filter(entry -> !entry.getValue().nextAt().isAfter(now))
            .filter(entry -> entry.getValue().isFree(now))
            .filter(entry -> restsUntil(entry.getKey(), thrift, now).isEmpty())
            .sorted(Comparator.comparing(entry -> entry.getValue().nextAt()))
            .limit(atMost)
            .map(Map.Entry::getKey)
            .toList();
    return due.stream().map(id -> lease(id, thrift, now, lease)).toList();
  }

  @Override
  public synchronized Ahead claimAhead(
      String account, Duration floor, Thrift thrift, Instant now, Duration lease) {
    requirePresent();
    var row = rows.get(account);
    if (row == null) {
      return new Ahead.TooSoon();
    }
    if (!row.isFree(now)) {
      return new Ahead.Underway();
    }
    var held = heldUntil(account, now);
    if (held.isPresent()) {
      return new Ahead.Held(held.get());
    }
    var resting = restsUntil(account, thrift, now);
    if (resting.isPresent()) {
      return new Ahead.Resting(resting.get());
    }
    return row.polledAt().filter(at -> at.isAfter(now.minus(floor))).isPresent()
        ? new Ahead.TooSoon()
        : new Ahead.Claimed(lease(account, thrift, now, lease));
  }

  private Optional<Instant> heldUntil(String account, Instant now) {
    return Optional.ofNullable(troubles.get(account))
        .flatMap(Failure::heldUntil)
        .filter(now::isBefore);
  }

  private Optional<Instant> restsUntil(String id, Thrift thrift, Instant now) {
    return thrift.restsUntil(id, Optional.ofNullable(rows.get(id)).flatMap(Row::spentAt), now);
  }

  private Lease lease(String id, Thrift thrift, Instant now, Duration time) {
    if (thrift.spenders().contains(id)) {
      rows.computeIfPresent(id, (key, before) -> before.spent(now));
    }
    var row = rows.computeIfPresent(id, (key, before) -> before.leased(now.plus(time)));
    return new Lease(id, row == null ? 0 : row.token(), row == null ? 0 : row.failures());
  }

  @Override
  public synchronized <T> T inTransaction(Function<Entry, T> work) {
    requirePresent();
    var before = copy();
    try {
      return work.apply(new MemoryEntry());
    } catch (RuntimeException e) {
      rows = before.rows;
      alerts = before.alerts;
      snapshots = before.snapshots;
      failures = before.failures;
      troubles = before.troubles;
      owed = before.owed;
      throw e;
    }
  }

  private MemoryBook copy() {
    var copy = new MemoryBook();
    copy.rows = new TreeMap<>(rows);
    copy.alerts = new LinkedHashMap<>(alerts);
    copy.snapshots = new ArrayList<>(snapshots);
    copy.failures = new ArrayList<>(failures);
    copy.troubles = new TreeMap<>(troubles);
    copy.owed = new ArrayList<>(owed);
    return copy;
  }

  private void requirePresent() {
    if (isAway) {
      throw new Unavailable("the database is away", new IllegalStateException("a test wants it"));
    }
  }

  private final class MemoryEntry implements Entry {

    @Override
    public boolean holds(Lease lease) {
      var row = rows.get(lease.account());
      return row != null && row.token() == lease.token() && row.until().isPresent();
    }

    @Override
    public void save(Snapshot snapshot) {
      snapshots.add(snapshot);
      troubles.remove(snapshot.account());
    }

    @Override
    public void saveFailure(String account, Failure failure, Instant at) {
      failures.add(failure);
      troubles.put(account, failure);
    }

    @Override
    public void finish(Lease lease, Instant polledAt, Instant nextDue, int failed) {
      rows.computeIfPresent(
          lease.account(),
          (id, row) ->
              new Row(
                  nextDue,
                  Optional.of(polledAt),
                  Optional.empty(),
                  lease.token(),
                  failed,
                  row.spentAt()));
    }

    @Override
    public List<AlertState> openOf(String account) {
      return open(key -> key.rule() != Rule.BUDGET && key.scope().equals(account));
    }

    @Override
    public List<AlertState> openOfOthers(Set<String> known) {
      return open(key -> key.rule() != Rule.BUDGET && !known.contains(key.scope()));
    }

    @Override
    public List<AlertState> openOfBudgets() {
      return open(key -> key.rule() == Rule.BUDGET);
    }

    private List<AlertState> open(Predicate<AlertKey> which) {
      return alerts.values().stream().filter(state -> which.test(state.key())).toList();
    }

    @Override
    public List<BudgetView> budgets(Instant now) {
      return budgets;
    }

    @Override
    public void keep(AlertState state) {
      alerts.put(state.key(), state);
    }

    @Override
    public void close(AlertKey key) {
      alerts.remove(key);
    }

    @Override
    public void owe(Owed message) {
      if (owed.stream().noneMatch(other -> other.key().equals(message.key()))) {
        owed.add(message);
      }
    }
  }
}
