package dev.headroom;

import dev.headroom.cli.Readings;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.poll.Refreshing;
import dev.headroom.store.Database;
import dev.headroom.store.JdbiPollQueue;
import dev.headroom.usage.Account;
import dev.headroom.usage.Scope;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A short look at what is stored, beside a Headroom that may be running on it. It is opened when
/// it is first needed, and for looking alone nothing is made that isn't there.
final class Visit implements Readings {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Config config;
  private final Function<Database, Vendors> vendors;
  private final InstantSource clock;
  private final Closing closing = AtExit.closing();
  private @Nullable Storage storage;
  private @Nullable Refreshing refreshing;

  /// A visit that has opened nothing yet.
  ///
  /// @param vendors how accounts are read that may have a login in the database
  Visit(Config config, Function<Database, Vendors> vendors, InstantSource clock) {
    this.config = config;
    this.vendors = vendors;
    this.clock = clock;
  }

  @Override
  public List<Current> last() {
    var stored = isBlank() ? List.<Current>of() : storage().views().accounts();
    var byId =
        stored.stream()
            .collect(Collectors.toMap(current -> current.account().id(), Function.identity()));
    return config.accounts().stream()
        .map(AccountSetup::account)
        .map(account -> as(account, Optional.ofNullable(byId.get(account.id()))))
        .toList();
  }

  /// What is stored, of the account as this config file has it.
  private static Current as(Account account, Optional<Current> stored) {
    return new Current(
        account,
        stored.flatMap(Current::last),
        stored.flatMap(Current::trouble),
        stored.flatMap(Current::troubleSince),
        stored.flatMap(Current::nextPollAt));
  }

  /// While another Headroom polls the account, its poll is awaited; a poll that never comes home
  /// leaves the account to us.
  @Override
  public Refresh.Outcome refresh(String account) {
    var refresh = refreshing();
    var scope = new Scope.OfAccount(account);
    var end = System.nanoTime() + config.polling().timeout().multipliedBy(4).toNanos();
    var outcome = refresh.refresh(scope);
    var unfinished = outcome.unfinished();
    while (unfinished > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      unfinished = refresh.refresh(scope).unfinished();
    }
    return outcome;
  }

  @Override
  public void close() {
    closing.close();
  }

  private synchronized boolean isBlank() {
    return storage == null && Storage.isBlank(config);
  }

  private synchronized Storage storage() {
    if (storage == null) {
      storage = Storage.visit(config, clock, closing);
    }
    return storage;
  }

  private synchronized Refreshing refreshing() {
    if (refreshing == null) {
      refreshing = engine(storage()).patientRefresh();
    }
    return refreshing;
  }

  /// One that is never started: it polls only what it is asked to.
  private Engine engine(Storage opened) {
    var setups =
        config.accounts().stream()
            .collect(Collectors.toMap(AccountSetup::account, Function.identity()));
    opened.know(config, clock);
    new JdbiPollQueue(opened.database())
        .add(
            setups.keySet().stream().map(Account::id).collect(Collectors.toSet()), clock.instant());
    var read = vendors.apply(opened.database());
    return new Engine(
        config,
        opened,
        account -> read.read(Objects.requireNonNull(setups.get(account))),
        clock,
        closing);
  }
}
