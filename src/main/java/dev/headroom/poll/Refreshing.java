package dev.headroom.poll;

import dev.headroom.poll.Queue.Ahead;
import dev.headroom.usage.Account;
import dev.headroom.usage.Scope;
import dev.headroom.view.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Polls ahead of time, for people who look. However many look, a provider is not asked more often
/// than the floor allows.
public final class Refreshing implements Refresh {

  private final Queue queue;
  private final Dispatcher dispatcher;
  private final Roster roster;
  private final InstantSource clock;
  private final Duration floor;
  private final Duration patience;
  private final Duration lease;

  /// A refresh.
  ///
  /// @param floor how long an account is left alone after a poll
  /// @param patience how long someone waits for the answers
  public Refreshing(
      Queue queue,
      Dispatcher dispatcher,
      Roster roster,
      InstantSource clock,
      Duration floor,
      Duration patience,
      Duration lease) {
    this.queue = queue;
    this.dispatcher = dispatcher;
    this.roster = roster;
    this.clock = clock;
    this.floor = floor;
    this.patience = patience;
    this.lease = lease;
  }

  @Override
  public Outcome refresh(Scope scope) {
    var tooSoon = 0;
    var underway = 0;
    var held = new ArrayList<Instant>();
    var resting = new ArrayList<Instant>();
    var polls = new ArrayList<CountDownLatch>();
    for (Account account : roster.in(scope)) {
      switch (queue.claimAhead(account.id(), floor, roster.thrift(), clock.instant(), lease)) {
        case Ahead.Claimed(var claimed) -> polls.add(dispatcher.start(claimed));
        case Ahead.TooSoon() -> tooSoon++;
        case Ahead.Held(var until) -> held.add(until);
        case Ahead.Resting(var until) -> resting.add(until);
        case Ahead.Underway() -> underway++;
      }
    }
    var finished = await(polls);
    return new Outcome(
        finished, tooSoon, underway + polls.size() - finished, Pause.of(held), Pause.of(resting));
  }

  private int await(List<CountDownLatch> polls) {
    var end = System.nanoTime() + patience.toNanos();
    var finished = 0;
    try {
      for (var poll : polls) {
        var left = Math.max(0, end - System.nanoTime());
        finished += poll.await(left, TimeUnit.NANOSECONDS) ? 1 : 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return finished;
  }
}
