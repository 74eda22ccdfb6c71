package dev.headroom;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.demo.DemoClock;
import dev.headroom.demo.Seed;
import dev.headroom.provider.ApiException;
import dev.headroom.usage.Snapshot;
import java.time.Instant;

/// Thirty days of history for a demo that has none, made by polling its simulated vendors at past
/// moments.
record Demo(Config config, Storage storage, Vendors vendors, DemoClock clock) {

  boolean hasHistory() {
    return storage.views().accounts().stream().anyMatch(current -> current.last().isPresent());
  }

  void makeHistory(Instant now) {
    new Seed(clock, at -> config.accounts().forEach(setup -> poll(setup, at))).run(now);
  }

  /// An account that can't be read has no history, as one in real life.
  private void poll(AccountSetup setup, Instant at) {
    try {
      var snapshot = new Snapshot(setup.account().id(), at, vendors.read(setup));
      storage
          .database()
          .transaction(
              handle -> {
                storage.snapshots().save(handle, snapshot);
                return snapshot;
              });
    } catch (ApiException _) {
      return;
    }
  }
}
