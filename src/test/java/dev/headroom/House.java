package dev.headroom;

import static dev.headroom.testing.Eventually.await;

import dev.headroom.chat.discord.FakeDiscord;
import dev.headroom.chat.slack.FakeSlack;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.testing.Proxy;
import dev.headroom.testing.TestDatabase;
import dev.headroom.view.Views;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Headroom in a world on loopback: a database behind a wire, a vendor, a Slack, a Discord, a
/// clock. Several replicas may run in it.
final class House implements AutoCloseable {

  static final String SLACK_CHANNEL = "C0TEST";

  private static final Providers PROVIDERS = Providers.onClassPath();

  private final TestDatabase database = TestDatabase.create();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final Deque<Replica> replicas = new ArrayDeque<>();
  private final URI server = URI.create("pg://" + database.url().place());
  final Proxy wire = new Proxy(server.getHost(), server.getPort() < 0 ? 5432 : server.getPort());
  final FakeVendor vendor = new FakeVendor();
  final FakeSlack slack = new FakeSlack();
  final FakeDiscord discord = new FakeDiscord();

  House() {
    wire.open();
  }

  /// One running program.
  private record Replica(Service service, Storage storage) {}

  /// Starts a replica, and waits until people can reach it on both chats.
  void start() {
    int connections = slack.connections();
    int registrations = registrations();
    start(FakeDiscord.TOKEN);
    await().until(() -> slack.connections() > connections && registrations() > registrations);
  }

  /// Starts a replica that has this token for Discord.
  void start(String discordToken) {
    start(
        config(
            """
            slack: {bot-token: xoxb-test, app-token: xapp-test, api-url: "%s/api/"}
            discord: {token: %s, api-url: "%s"}
            """
                .formatted(slack.url(), discordToken, discord.apiUrl())));
  }

  /// Starts a replica to which Slack sends signed requests; gives the port it listens on.
  int startServing(String signingSecret) {
    var config =
        config(
            """
            slack: {bot-token: xoxb-test, signing-secret: %s, api-url: "%s/api/"}
            discord: {token: %s, api-url: "%s"}
            http: {port: 0}
            """
                .formatted(signingSecret, slack.url(), FakeDiscord.TOKEN, discord.apiUrl()));
    return start(config).httpPort().orElseThrow();
  }

  private Service start(Config config) {
    var closing = new Closing();
    var storage = Storage.open(config, clock, closing);
    var http = new Http(Version.ofThis(), clock, Logins.refusing("tests keep no login"));
    var vendors = new Vendors(PROVIDERS, http, config.polling().timeout(), clock);
    var service = Service.start(config, storage, vendors, clock, () -> {}, closing);
    replicas.push(new Replica(service, storage));
    return service;
  }

  /// Ends the replica that was started last.
  void stop() {
    replicas.pop().service().close();
  }

  /// Waits until the account was read at this moment, and what follows from it is decided.
  void awaitPoll() {
    await()
        .ignoreExceptionsInstanceOf(Views.Unavailable.class)
        .until(() ->
            replicas.element().storage().views().accounts().stream()
                .allMatch(current ->
                    current
                        .last()
                        .filter(last -> last.takenAt().equals(clock.instant()))
                        .isPresent()));
  }

  /// Lets time pass, and waits for nothing that follows.
  void passUnwatched(Duration time) {
    await().until(() -> underWay() == 0);
    clock.pass(time);
  }

  /// Lets time pass, and waits until what is due by then was read.
  void pass(Duration time) {
    passUnwatched(time);
    awaitPoll();
  }

  /// How many polls and deliveries someone is at. No real one lasts for the minutes that pass here.
  private int underWay() {
    return database
        .database()
        .with(handle ->
            handle
                .createQuery(
                    """
                    SELECT (SELECT count(*) FROM account_poll WHERE lease_until IS NOT NULL)
                      + (SELECT count(*) FROM outbox WHERE lease_until IS NOT NULL)
                    """)
                .mapTo(Integer.class)
                .one());
  }

  private int registrations() {
    return discord.calls("PUT applications/").size();
  }

  private Config config(String chats) {
    var yaml =
        """
        database: {url: "%s"}
        console: off
        %s
        accounts:
          - {id: router, provider: openrouter, name: Router, key: test-key, base-url: "%s"}
        channels: {ops: "slack:%s", eng: "discord:%s"}
        alerts:
          routes:
            - {to: [ops, eng]}
        """
            .formatted(databaseUrl(), chats, vendor.url(), SLACK_CHANNEL, FakeDiscord.CHANNEL);
    var file =
        new ConfigFile(
            PROVIDERS.all().stream().map(Provider::profile).toList(),
            _ -> Optional.empty(),
            clock.instant());
    return switch (file.parse("test", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private String databaseUrl() {
    return database.address().replace(server.getAuthority(), "127.0.0.1:" + wire.port());
  }

  @Override
  public void close() {
    while (!replicas.isEmpty()) {
      stop();
    }
    discord.close();
    slack.close();
    vendor.close();
    wire.close();
    database.close();
  }
}
