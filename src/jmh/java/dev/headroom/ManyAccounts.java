package dev.headroom;

import static org.awaitility.Awaitility.await;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole program with many accounts of one provider, all due whenever its clock is moved.
final class ManyAccounts implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration UNTIL_ALL_ARE_DUE = Duration.ofMinutes(6);
  private static final Providers PROVIDERS = Providers.onClassPath();

  private final TestDatabase database = TestDatabase.create();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final Config config;
  private final Vendors vendors;

  ManyAccounts(String provider, int count, String baseUrl) {
    config = config(provider, count, baseUrl);
    var http = new Http(Version.ofThis(), clock, Logins.refusing("a benchmark keeps no login"));
    vendors = new Vendors(PROVIDERS, http, config.polling().timeout(), clock);
  }

  List<AccountSetup> setups() {
    return config.accounts();
  }

  Vendors vendors() {
    return vendors;
  }

  /// Starts the program, which reads every account once.
  Service start() {
    var closing = new Closing();
    var storage = Storage.open(config, clock, closing);
    var service = Service.start(config, storage, vendors, clock, () -> {}, closing);
    awaitAll();
    return service;
  }

  /// Makes every account due, and waits until each was polled and its entry is made.
  void pollAll() {
    makeDue();
    awaitAll();
  }

  void makeDue() {
    clock.pass(UNTIL_ALL_ARE_DUE);
  }

  private void awaitAll() {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> polled() == config.accounts().size());
  }

  private long polled() {
    return database
        .database()
        .<Long, RuntimeException>with(handle ->
            handle
                .createQuery("SELECT count(*) FROM account_poll WHERE polled_at = :now")
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .one());
  }

  private Config config(String provider, int count, String baseUrl) {
    var accounts =
        IntStream.range(0, count)
            .mapToObj(at ->
                "- {id: a-%d, provider: %s, name: A %1$d, key: test-key-%1$d, base-url: \"%s\"}"
                    .formatted(at, provider, baseUrl))
            .collect(Collectors.joining("\n"));
    var yaml =
        """
        database: {url: "%s"}
        console: off
        accounts:
        %s
        """
            .formatted(database.address(), accounts);
    var file =
        new ConfigFile(
            PROVIDERS.all().stream().map(Provider::profile).toList(),
            _ -> Optional.empty(),
            clock.instant());
    return switch (file.parse("benchmark", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  @Override
  public void close() {
    database.close();
  }
}
