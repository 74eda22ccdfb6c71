package dev.headroom;

import dev.headroom.alert.Alerts;
import dev.headroom.chat.Platform;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.outbox.Courier;
import dev.headroom.poll.Bookkeeper;
import dev.headroom.poll.Dispatcher;
import dev.headroom.poll.NextDue;
import dev.headroom.poll.Poller;
import dev.headroom.poll.Refreshing;
import dev.headroom.poll.Roster;
import dev.headroom.poll.Unwritten;
import dev.headroom.poll.Watched;
import dev.headroom.schedule.ClusterClock;
import dev.headroom.schedule.LocalClock;
import dev.headroom.schedule.Recurring;
import dev.headroom.store.JdbiLedger;
import dev.headroom.store.JdbiOutbox;
import dev.headroom.store.JdbiPollQueue;
import dev.headroom.store.Retention;
import dev.headroom.store.StoredReadings;
import dev.headroom.usage.Account;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What runs by the clock: polls, decisions, deliveries, retention.
final class Engine {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration REFRESH_FLOOR = Duration.ofSeconds(30);
  private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(8);
  private static final Duration DELIVERY_LEASE = Duration.ofSeconds(90);
  private static final Duration OUTBOX_KEPT = Duration.ofDays(30);
  private static final int UNWRITTEN_POLLS = 10_000;

  private final JdbiPollQueue queue;
  private final Dispatcher dispatcher;
  private final Roster roster;
  private final Bookkeeper bookkeeper;
  private final Config config;
  private final Storage storage;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Duration lease;

  Engine(
      Config config,
      Storage storage,
      Function<Account, Report> ask,
      InstantSource clock,
      Closing closing) {
    this.config = config;
    this.storage = storage;
    this.clock = clock;
    this.lease = config.polling().timeout().plus(Duration.ofSeconds(40));
    this.queue = new JdbiPollQueue(storage.database());
    this.roster = new Roster(config.accounts().stream().map(Engine::watched).toList());
    var readings = new StoredReadings(storage.snapshots(), storage.spending());
    this.bookkeeper =
        new Bookkeeper(
            new JdbiLedger(storage.database(), readings),
            new Alerts(config.alerts()),
            roster,
            new NextDue(random));
    var poller = new Poller(roster, ask, bookkeeper, new Unwritten(UNWRITTEN_POLLS), clock);
    this.dispatcher =
        closing.after(
            new Dispatcher(
                queue, poller, roster, bookkeeper, clock, config.polling().concurrency(), lease));
  }

  Refreshing refresh() {
    return refresh(REFRESH_PATIENCE);
  }

  /// For those who can wait as long as any poll takes.
  Refreshing patientRefresh() {
    return refresh(lease);
  }

  private Refreshing refresh(Duration patience) {
    return new Refreshing(queue, dispatcher, roster, clock, REFRESH_FLOOR, patience, lease);
  }

  /// Starts the clocks. From now on accounts are polled and messages go out.
  void start(Map<String, Platform> platforms, Closing closing) {
    var outbox = new JdbiOutbox(storage.database());
    var courier = closing.after(new Courier(outbox, platforms, clock, DELIVERY_LEASE, random));
    var cluster =
        closing.after(
            new ClusterClock(
                onceInTheCluster(outbox),
                storage.database()::connection,
                storage.database()::available));
    var ticks =
        List.of(
            new Recurring("poll", TICK, dispatcher),
            new Recurring("deliver", TICK, courier),
            new Recurring("cluster", TICK.multipliedBy(2), cluster));
    closing.after(new LocalClock(ticks)).start();
  }

  private List<Recurring> onceInTheCluster(JdbiOutbox outbox) {
    var retention =
        new Retention(storage.database(), storage.partitions(), config.retention(), clock);
    return List.of(
        new Recurring("retention", Duration.ofHours(1), retention::run),
        new Recurring(
            "outbox-sweep",
            Duration.ofHours(1),
            () -> outbox.sweep(clock.instant().minus(OUTBOX_KEPT))),
        new Recurring(
            "budgets", Duration.ofMinutes(1), () -> bookkeeper.reviewBudgets(clock.instant())));
  }

  private static Watched watched(AccountSetup setup) {
    return new Watched(setup.account(), setup.cadence(), !setup.access().spends().isEmpty());
  }
}
