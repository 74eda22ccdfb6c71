package dev.headroom.poll;

import dev.headroom.view.Views.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what is due and has it polled, each account on its own virtual thread, so many at a time.
/// Each [#run()] is one tick; while more is due than there are slots, polls that end take more.
public final class Dispatcher implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int BATCH = 100;
  private static final Duration PARTING = Duration.ofSeconds(5);

  private final Queue queue;
  private final Poller poller;
  private final Roster roster;
  private final Bookkeeper bookkeeper;
  private final InstantSource clock;
  private final Duration lease;
  private final Semaphore slots;
  private final int worthTaking;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock turn = new ReentrantLock();
  private boolean isEnrolled;
  private boolean isClosed;
  private volatile boolean isMoreDue;

  /// A dispatcher.
  ///
  /// @param concurrency how many polls run at once
  /// @param lease after how long another replica may take over; longer than a poll can take
  public Dispatcher(
      Queue queue,
      Poller poller,
      Roster roster,
      Bookkeeper bookkeeper,
      InstantSource clock,
      int concurrency,
      Duration lease) {
    this.queue = queue;
    this.poller = poller;
    this.roster = roster;
    this.bookkeeper = bookkeeper;
    this.clock = clock;
    this.lease = lease;
    this.slots = new Semaphore(concurrency);
    this.worthTaking = (Math.min(concurrency, BATCH) + 1) / 2;
  }

  @Override
  public void run() {
    tick();
  }

  /// Starts what is due; each latch opens when its poll is done.
  List<CountDownLatch> tick() {
    turn.lock();
    try {
      enrol();
      poller.writeWaiting();
      return takeDue();
    } catch (Unavailable e) {
      log.debug("tick outcome=skipped reason=\"{}\"", e.getMessage());
      return List.of();
    } finally {
      turn.unlock();
    }
  }

  /// Polls in the background; the latch opens when it is done.
  CountDownLatch start(Lease claimed) {
    var done = new CountDownLatch(1);
    threads.execute(() -> {
      slots.acquireUninterruptibly();
      poll(claimed, done);
    });
    return done;
  }

  /// Lets running polls finish, but not for long: who stops Headroom may kill it after ten seconds.
  /// An account whose poll is left is polled again when its lease is over.
  @Override
  public void close() {
    turn.lock();
    try {
      isClosed = true;
    } finally {
      turn.unlock();
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PARTING.toSeconds(), TimeUnit.SECONDS)) {
        log.info("polls outcome=left reason=\"no answer within {}\"", PARTING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes as many as there are free slots, whose permits they then hold.
  private List<CountDownLatch> takeDue() {
    var free = Math.min(slots.availablePermits(), BATCH);
    if (isClosed || free == 0 || !slots.tryAcquire(free)) {
      return List.of();
    }
    var unused = free;
    try {
      var claimed = queue.claim(roster.ids(), free, roster.thrift(), clock.instant(), lease);
      isMoreDue = claimed.size() == free;
      unused -= claimed.size();
      return claimed.stream().map(this::startHolding).toList();
    } finally {
      slots.release(unused);
    }
  }

  private CountDownLatch startHolding(Lease claimed) {
    var done = new CountDownLatch(1);
    threads.execute(() -> poll(claimed, done));
    return done;
  }

  private void poll(Lease claimed, CountDownLatch done) {
    try {
      poller.poll(claimed);
    } catch (RuntimeException e) {
      log.error("poll account={} outcome=bug", claimed.account(), e);
    } finally {
      slots.release();
      done.countDown();
    }
    takeMore();
  }

  /// Free slots wait for no tick, unless they are too few to be worth a question.
  private void takeMore() {
    if (!isWorthTaking()) {
      return;
    }
    turn.lock();
    try {
      if (isWorthTaking()) {
        takeDue();
      }
    } catch (Unavailable e) {
      log.debug("claim outcome=skipped reason=\"{}\"", e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private boolean isWorthTaking() {
    return isMoreDue && slots.availablePermits() >= worthTaking;
  }

  private void enrol() {
    if (!isEnrolled) {
      queue.enrol(roster.ids(), clock.instant());
      bookkeeper.retireOthers(clock.instant());
      isEnrolled = true;
    }
  }
}
