package dev.headroom.poll;

import dev.headroom.alert.Alerts;
import dev.headroom.alert.Policy;
import dev.headroom.alert.Route;
import dev.headroom.provider.ApiException;
import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// One replica over a book that it may share with others, with a clock that a test turns and a
/// provider that answers what a test wants.
final class House implements AutoCloseable {

  static final Duration LEASE = Duration.ofMinutes(1);
  static final Account ACCOUNT =
      new Account(
          "openai-prod",
          "openai",
          "OpenAI production",
          Optional.empty(),
          Thresholds.DEFAULT,
          Duration.ofMinutes(5));
  static final Watched WATCHED =
      new Watched(ACCOUNT, new Cadence.Every(Duration.ofMinutes(5)), false);

  private final Queue queue;
  private final Roster roster;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Poller poller;
  private final Dispatcher dispatcher;
  private final Bookkeeper bookkeeper;
  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private volatile Supplier<Report> answer = () -> Report.of(List.of());

  House(MemoryBook book) {
    this(book, List.of(WATCHED));
  }

  /// One that polls four of these at once.
  House(MemoryBook book, List<Watched> watched) {
    this(book, book, watched);
  }

  /// The same over a queue and a ledger that need not be in memory.
  House(Queue queue, Ledger ledger, List<Watched> watched) {
    this.queue = queue;
    this.roster = new Roster(watched);
    InstantSource clock = () -> now;
    bookkeeper = bookkeeper(ledger, roster);
    poller = new Poller(roster, this::ask, bookkeeper, new Unwritten(10), clock);
    dispatcher = new Dispatcher(queue, poller, roster, bookkeeper, clock, 4, LEASE);
  }

  /// One whose random numbers are all one half: no jitter.
  static Bookkeeper bookkeeper(Ledger ledger, Roster roster) {
    return new Bookkeeper(ledger, new Alerts(policy()), roster, new NextDue(() -> 1L << 63));
  }

  House at(Instant moment) {
    now = moment;
    return this;
  }

  House wait(Duration time) {
    return at(now.plus(time));
  }

  House answers(String percent) {
    answer = () -> Report.of(List.of(Quota.percent("Tokens", new BigDecimal(percent))));
    return this;
  }

  House refuses(Failure.Kind kind) {
    answer =
        () -> {
          throw ApiException.of(kind, "no answer");
        };
    return this;
  }

  House refuses(Failure failure) {
    answer =
        () -> {
          throw new ApiException(failure, Optional.empty());
        };
    return this;
  }

  House asks(Supplier<Report> vendor) {
    answer = vendor;
    return this;
  }

  /// A vendor that answers nothing until the latch opens.
  House hangs(CountDownLatch latch) {
    answer =
        () -> {
          await(latch);
          return Report.of(List.of());
        };
    return this;
  }

  /// One tick, without waiting for what it starts.
  void begin() {
    dispatcher.tick();
  }

  /// One tick, with all that it starts.
  House tick() {
    dispatcher.tick().forEach(House::await);
    return this;
  }

  void poll(Lease lease) {
    poller.poll(lease);
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  Instant now() {
    return now;
  }

  Bookkeeper bookkeeper() {
    return bookkeeper;
  }

  Refreshing refreshing() {
    return new Refreshing(
        queue,
        dispatcher,
        roster,
        () -> now,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        LEASE);
  }

  @Override
  public void close() {
    dispatcher.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Report ask(Account account) {
    asked.add(account.id());
    return answer.get();
  }

  private static Policy policy() {
    var everything =
        new Route(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("slack:C1", "discord:2"));
    return new Policy(
        Duration.ofMinutes(15), Optional.empty(), true, List.of(), List.of(everything));
  }
}
