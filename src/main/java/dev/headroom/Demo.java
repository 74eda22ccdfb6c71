package dev.headroom;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.demo.DemoClock;
import dev.headroom.demo.Seed;
import dev.headroom.provider.ApiException;
import dev.headroom.usage.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// What a demo's first look needs: thirty days of history, made by polling its simulated vendors at
/// past moments, and readings of just now.
record Demo(Config config, Storage storage, Vendors vendors, DemoClock clock) {

  boolean hasHistory() {
    return storage.views().accounts().stream().anyMatch(current -> current.last().isPresent());
  }

  /// @param progress is told how many percent are made, from time to time
  void makeHistory(Instant now, IntConsumer progress) {
    new Seed(clock, this::pollAll, progress).run(now);
  }

  void readNow(Instant now) {
    pollAll(now);
  }

  /// Side by side, as they wait for the simulated vendors and for the database.
  private void pollAll(Instant at) {
    var polls = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      config.accounts().forEach(setup -> polls.add(threads.submit(() -> poll(setup, at))));
    }
    polls.forEach(Demo::requireDone);
  }

  private static void requireDone(Future<?> poll) {
    if (poll.state() == Future.State.FAILED) {
      throw new IllegalStateException("the demo's history can't be made", poll.exceptionNow());
    }
  }

  private void poll(AccountSetup setup, Instant at) {
    var account = setup.account().id();
    storage
        .database()
        .transaction(handle -> {
          try {
            storage.snapshots().save(handle, new Snapshot(account, at, vendors.read(setup)));
          } catch (ApiException e) {
            storage.snapshots().saveFailure(handle, account, e.failure(), at);
          }
          return account;
        });
  }
}
