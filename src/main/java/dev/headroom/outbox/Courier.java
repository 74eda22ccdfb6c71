package dev.headroom.outbox;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what is owed, each channel on its own virtual thread. Each [#run()] is one tick.
public final class Courier implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final int BATCH = 50;
  private static final Duration NEWS_UNTIL = Duration.ofDays(3);

  private final Queue queue;
  private final Map<String, Platform> platforms;
  private final InstantSource clock;
  private final Duration lease;
  private final Backoff backoff;
  private final ConcurrentLinkedQueue<Runnable> unwritten = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A courier.
  ///
  /// @param platforms by name
  /// @param lease after how long another replica tries in its place; longer than a delivery takes
  public Courier(
      Queue queue,
      Map<String, Platform> platforms,
      InstantSource clock,
      Duration lease,
      RandomGenerator random) {
    this.queue = queue;
    this.platforms = Map.copyOf(platforms);
    this.clock = clock;
    this.lease = lease;
    this.backoff = new Backoff(random);
  }

  @Override
  public synchronized void run() {
    try {
      writeWaiting();
      for (var parcel : queue.claim(BATCH, clock.instant(), lease)) {
        threads.execute(() -> carry(parcel));
      }
    } catch (RuntimeException e) {
      log.debug("tick outcome=skipped reason=\"{}\"", e.getMessage());
    }
  }

  /// How many outcomes wait for the database to be written.
  public int unwritten() {
    return unwritten.size();
  }

  /// Lets running deliveries finish.
  @Override
  public void close() {
    threads.close();
  }

  private void carry(Parcel parcel) {
    var outcome = outcome(parcel);
    var now = clock.instant();
    Runnable record =
        switch (outcome) {
          case Delivery.Sent(var reference) -> () -> queue.sent(parcel, reference, now);
          case Delivery.Refused(var reason) -> () -> queue.giveUp(parcel, reason, now);
          case Delivery.Later(var pause, var reason) when isOld(parcel, now) ->
              () -> queue.giveUp(parcel, "not delivered for days: " + reason, now);
          case Delivery.Later(var pause, var reason) -> {
            var due = backoff.until(now, parcel.attempts(), pause);
            yield () -> queue.later(parcel, due, reason, platform(parcel).isPresent());
          }
        };
    report(parcel, outcome);
    write(record);
  }

  private Delivery outcome(Parcel parcel) {
    if (parcel.edit() && parcel.reference().isEmpty()) {
      return new Delivery.Refused("the message it would change never arrived");
    }
    return platform(parcel)
        .map(platform -> deliver(platform, parcel))
        .orElseGet(
            () -> new Delivery.Later(Duration.ofMinutes(1), parcel.platform() + " is not set up"));
  }

  private static Delivery deliver(Platform platform, Parcel parcel) {
    try {
      return platform.deliver(
          new Outgoing(
              parcel.channelId(),
              parcel.message(),
              parcel.key(),
              parcel.reference(),
              parcel.attempts() > 0));
    } catch (RuntimeException e) {
      log.error("delivery channel={} key={} outcome=bug", parcel.channel(), parcel.key(), e);
      return new Delivery.Later(Duration.ofMinutes(1), "the platform's code failed");
    }
  }

  private Optional<Platform> platform(Parcel parcel) {
    return Optional.ofNullable(platforms.get(parcel.platform()));
  }

  private static boolean isOld(Parcel parcel, Instant now) {
    return parcel.owedAt().plus(NEWS_UNTIL).isBefore(now);
  }

  /// An outcome that can't be written now is written as soon as that is possible again: otherwise
  /// the message would be sent twice.
  private void write(Runnable record) {
    try {
      record.run();
    } catch (RuntimeException e) {
      log.warn("delivery outcome=unwritten reason=\"{}\"", e.getMessage());
      unwritten.add(record);
    }
  }

  private void writeWaiting() {
    for (var record : List.copyOf(unwritten)) {
      record.run();
      unwritten.remove(record);
    }
  }

  private static void report(Parcel parcel, Delivery outcome) {
    var line = "delivery channel={} key={} edit={} attempt={} outcome={} reason=\"{}\"";
    var attempt = parcel.attempts() + 1;
    switch (outcome) {
      case Delivery.Sent sent ->
          log.info(line, parcel.channel(), parcel.key(), parcel.edit(), attempt, "sent", "");
      case Delivery.Later later ->
          log.info(
              line,
              parcel.channel(),
              parcel.key(),
              parcel.edit(),
              attempt,
              "later",
              later.reason());
      case Delivery.Refused refused ->
          log.warn(
              line,
              parcel.channel(),
              parcel.key(),
              parcel.edit(),
              attempt,
              "given-up",
              refused.reason());
    }
  }
}
