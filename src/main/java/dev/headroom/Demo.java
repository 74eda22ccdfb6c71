package dev.headroom;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.demo.DemoClock;
import dev.headroom.demo.Seed;
import dev.headroom.provider.ApiException;
import dev.headroom.usage.Snapshot;
import java.time.Instant;

/// What a demo's first look needs: thirty days of history, made by polling its simulated vendors at
/// past moments, and readings of just now.
record Demo(Config config, Storage storage, Vendors vendors, DemoClock clock) {

  boolean hasHistory() {
    return storage.views().accounts().stream().anyMatch(current -> current.last().isPresent());
  }

  void makeHistory(Instant now) {
    new Seed(clock, at -> config.accounts().forEach(setup -> poll(setup, at))).run(now);
  }

  void readNow(Instant now) {
    config.accounts().forEach(setup -> poll(setup, now));
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
