package dev.headroom.outbox;

import dev.headroom.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A queue in memory, one lock for all.
final class MemoryQueue implements Queue {

  private enum State {
    OWED,
    SENT,
    MERGED,
    GIVEN_UP
  }

  private static final class Row {
    final long id;
    final String thread;
    final String channel;
    final String key;
    final boolean edit;
    final Instant owedAt;
    Message message;
    State state = State.OWED;
    Instant dueAt;
    Instant leaseUntil = Instant.MIN;
    Instant finishedAt = Instant.MAX;
    long token;
    int attempts;
    Optional<String> reference = Optional.empty();
    String reason = "";

    Row(long id, String thread, String channel, boolean edit, Message message, Instant at) {
      this.id = id;
      this.thread = thread;
      this.channel = channel;
      this.key = message.summary();
      this.edit = edit;
      this.message = message;
      this.owedAt = at;
      this.dueAt = at;
    }

    boolean isWith(Row other) {
      return thread.equals(other.thread) && channel.equals(other.channel);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private boolean isAway;

  synchronized void owe(String thread, String channel, boolean edit, Message message, Instant at) {
    rows.add(new Row(rows.size(), thread, channel, edit, message, at));
  }

  synchronized void goAway() {
    isAway = true;
  }

  synchronized void comeBack() {
    isAway = false;
  }

  synchronized Optional<Instant> dueAt(String key) {
    return rows.stream().filter(row -> row.key.equals(key)).map(row -> row.dueAt).findFirst();
  }

  @Override
  public synchronized List<Parcel> claim(int atMost, Instant now, Duration lease) {
    requirePresent();
    var channels = new HashSet<String>();
    return owedRows().stream()
        .filter(row -> channels.add(row.channel))
        .filter(row -> !row.dueAt.isAfter(now) && !row.leaseUntil.isAfter(now))
        .limit(atMost)
        .map(row -> lease(row, now, now.plus(lease)))
        .toList();
  }

  private Parcel lease(Row row, Instant now, Instant until) {
    row.leaseUntil = until;
    row.token++;
    row.attempts++;
    merge(row, now);
    return new Parcel(
        row.id,
        row.token,
        row.channel,
        row.key,
        row.message,
        row.edit,
        row.edit ? reference(row) : Optional.empty(),
        row.attempts - 1,
        row.owedAt);
  }

  private void merge(Row row, Instant now) {
    var isUntried = !row.edit && row.attempts == 1;
    for (var later : rows.subList((int) row.id + 1, rows.size())) {
      if (later.state == State.OWED && later.isWith(row)) {
        if (!later.edit && !isUntried) {
          return;
        }
        row.message = later.message;
        if (row.edit || isUntried) {
          later.state = State.MERGED;
          later.finishedAt = now;
        }
      }
    }
  }

  private Optional<String> reference(Row row) {
    return rows.subList(0, (int) row.id).stream()
        .filter(before -> before.isWith(row) && !before.edit && before.state != State.MERGED)
        .reduce((earlier, later) -> later)
        .flatMap(before -> before.reference);
  }

  @Override
  public synchronized void sent(Parcel parcel, String reference, Instant now) {
    held(parcel)
        .ifPresent(row -> {
          row.state = State.SENT;
          row.reference = Optional.of(reference);
          row.finishedAt = now;
        });
  }

  @Override
  public synchronized void later(Parcel parcel, Instant due, String reason, boolean tried) {
    held(parcel)
        .ifPresent(row -> {
          row.dueAt = due;
          row.leaseUntil = Instant.MIN;
          row.attempts -= tried ? 0 : 1;
        });
  }

  @Override
  public synchronized void giveUp(Parcel parcel, String reason, Instant now) {
    held(parcel)
        .ifPresent(row -> {
          row.state = State.GIVEN_UP;
          row.reason = reason;
          row.finishedAt = now;
        });
  }

  private Optional<Row> held(Parcel parcel) {
    requirePresent();
    return owedRows().stream()
        .filter(row -> row.id == parcel.id() && row.token == parcel.token())
        .findFirst();
  }

  @Override
  public synchronized List<Problem> problems(Instant since) {
    return rows.stream()
        .filter(row -> row.state == State.GIVEN_UP && !row.finishedAt.isBefore(since))
        .map(row -> new Problem(row.channel, row.message.summary(), row.reason, row.finishedAt))
        .sorted(Comparator.comparing(Problem::at).reversed())
        .toList();
  }

  @Override
  public synchronized int owed() {
    return owedRows().size();
  }

  @Override
  public synchronized void sweep(Instant before) {
    rows.removeIf(row -> row.state != State.OWED && row.finishedAt.isBefore(before));
  }

  private List<Row> owedRows() {
    return rows.stream().filter(row -> row.state == State.OWED).toList();
  }

  private void requirePresent() {
    if (isAway) {
      throw new IllegalStateException("the database is away");
    }
  }
}
