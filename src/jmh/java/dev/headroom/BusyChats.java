package dev.headroom;

import static org.awaitility.Awaitility.await;

import dev.headroom.chat.discord.FakeDiscord;
import dev.headroom.chat.slack.FakeSlack;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.store.ManySnapshots;
import dev.headroom.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole program between a Slack, a Discord and a database with 90 days of 20 accounts, polled
/// every five minutes.
final class BusyChats implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int ACCOUNTS = 20;
  private static final int DAYS = 90;
  private static final int POLLS_A_DAY = 288;

  private final TestDatabase database = TestDatabase.create();
  private final VendorStub vendor = VendorStub.start();
  private final Service service;
  final FakeSlack slack = new FakeSlack();
  final FakeDiscord discord = new FakeDiscord();

  BusyChats() throws IOException {
    System.out.println(new ManySnapshots(database, ACCOUNTS, DAYS, NOW).load(DAYS * POLLS_A_DAY));
    service = start();
    await()
        .atMost(PATIENCE)
        .until(() -> slack.openSockets() > 0 && !discord.calls("PUT applications/").isEmpty());
  }

  private Service start() {
    var clock = InstantSource.fixed(NOW);
    var providers = Providers.onClassPath();
    var config = config(providers);
    var closing = new Closing();
    var storage = Storage.open(config, clock, closing);
    var http = new Http(Version.ofThis(), clock, Logins.refusing("a benchmark keeps no login"));
    var vendors = new Vendors(providers, http, config.polling().timeout(), clock);
    return Service.start(config, storage, vendors, clock, () -> {}, closing);
  }

  private Config config(Providers providers) {
    var accounts =
        IntStream.rangeClosed(1, ACCOUNTS)
            .mapToObj(at ->
                "- {id: acme-%d, provider: deepseek, name: Acme %1$d, key: test, base-url: \"%s\"}"
                    .formatted(at, vendor.url()))
            .collect(Collectors.joining("\n"));
    var yaml =
        """
        database: {url: "%s"}
        console: off
        slack: {bot-token: xoxb-test, app-token: xapp-test, api-url: "%s/api/"}
        discord: {token: %s, api-url: "%s"}
        accounts:
        %s
        """
            .formatted(
                database.address(), slack.url(), FakeDiscord.TOKEN, discord.apiUrl(), accounts);
    var file =
        new ConfigFile(
            providers.all().stream().map(Provider::profile).toList(), _ -> Optional.empty(), NOW);
    return switch (file.parse("benchmark", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  @Override
  public void close() {
    service.close();
    discord.close();
    slack.close();
    vendor.close();
    database.close();
  }
}
