package dev.headroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.poll.Thrift;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.store.Database;
import dev.headroom.store.JdbiPollQueue;
import dev.headroom.store.embedded.RunningPostgres;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.view.Current;
import dev.headroom.view.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look at what is stored, beside a running Headroom and without one.
final class VisitTest {

  private static final Providers PROVIDERS = Providers.onClassPath();
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final TestDatabase DB = TestDatabase.create();

  @TempDir private static Path directory;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final FakeVendor vendor = new FakeVendor();

  @AfterAll
  static void drop() {
    DB.close();
  }

  @AfterEach
  void close() {
    vendor.close();
  }

  @Test
  void looksWithoutMakingAnything() {
    var nowhere = directory.resolve("nowhere");
    try (var visit = visit(config(nowhere, "one", "two"))) {
      assertThat(visit.last())
          .extracting(current -> current.account().id(), Current::last, Current::trouble)
          .containsExactly(
              tuple("one", Optional.empty(), Optional.empty()),
              tuple("two", Optional.empty(), Optional.empty()));
    }

    assertThat(nowhere).doesNotExist();
  }

  @Test
  void readsBesideARunningHeadroomAndLeavesItAlone() {
    try (var closing = new Closing()) {
      var running = Storage.open(config(directory, "here", "elsewhere"), clock, closing);
      try (var visit = visit(config(directory, "here"))) {
        visit.refresh("here");

        assertThat(visit.last()).singleElement().satisfies(this::isReadNow);
      }

      assertThat(running.views().accounts())
          .extracting(Current::account)
          .extracting(Account::id)
          .containsExactly("elsewhere", "here");
      assertThat(running.views().accounts().getLast()).satisfies(this::isReadNow);
    }
  }

  @Test
  void startsADatabaseThatRestsAndStopsItAfterwards() {
    try (var visit = visit(config(directory, "resting"))) {
      visit.refresh("resting");
    }
    assertThat(RunningPostgres.find(directory)).isEmpty();

    try (var visit = visit(config(directory, "resting"))) {
      assertThat(visit.last()).singleElement().satisfies(this::isReadNow);
      assertThat(RunningPostgres.find(directory)).isPresent();
    }
    assertThat(RunningPostgres.find(directory)).isEmpty();
  }

  @Test
  void leavesTheDatabaseToWhoLooksLonger() {
    try (var longer = visit(config(directory, "shared"))) {
      try (var shorter = visit(config(directory, "shared"))) {
        shorter.refresh("shared");
        assertThat(longer.last()).singleElement().satisfies(this::isReadNow);
      }

      assertThat(longer.last()).singleElement().satisfies(this::isReadNow);
    }
    assertThat(RunningPostgres.find(directory)).isEmpty();
  }

  @Test
  void asksAProviderOnceHoweverManyWantToKnow() {
    try (var closing = new Closing()) {
      Storage.open(config("{url: \"" + Addresses.of(DB) + "\"}", "wanted"), clock, closing);
      var visits =
          IntStream.range(0, 3)
              .mapToObj(i -> visit(config("{url: \"" + Addresses.of(DB) + "\"}", "wanted")))
              .toList();

      refreshAtOnce(visits, "wanted");
      clock.pass(Duration.ofSeconds(29));
      visits.getFirst().refresh("wanted");
      assertThat(vendor.polls()).isEqualTo(1);

      clock.pass(Duration.ofSeconds(1));
      visits.getFirst().refresh("wanted");
      assertThat(vendor.polls()).isEqualTo(2);
      visits.forEach(Visit::close);
    }
  }

  @Test
  void takesOverAPollThatNeverCameHome() {
    try (var closing = new Closing()) {
      var running =
          Storage.open(config("{url: \"" + Addresses.of(DB) + "\"}", "lost"), clock, closing);
      var queue = new JdbiPollQueue(running.database());
      queue.add(Set.of("lost"), clock.instant());
      assertThat(queue.claim(Set.of("lost"), 1, new Thrift(Set.of()), clock.instant(), LEASE))
          .hasSize(1);
      clock.pass(LEASE);

      try (var visit = visit(config("{url: \"" + Addresses.of(DB) + "\"}", "lost"))) {
        visit.refresh("lost");
        assertThat(visit.last()).singleElement().satisfies(this::isReadNow);
      }
    }
  }

  @Test
  void keepsWhyAnAccountCouldNotBeRead() {
    try (var closing = new Closing()) {
      var running =
          Storage.open(config("{url: \"" + Addresses.of(DB) + "\"}", "refused"), clock, closing);
      vendor.refuses();
      try (var visit = visit(config("{url: \"" + Addresses.of(DB) + "\"}", "refused"))) {
        visit.refresh("refused");

        assertThat(visit.last().getFirst().trouble())
            .map(Failure::kind)
            .hasValue(Failure.Kind.AUTH);
      }
      assertThat(running.views().accounts().getFirst().trouble()).isPresent();
    }
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    var away = config("{url: \"jdbc:postgresql://127.0.0.1:1/headroom\"}", "one");
    try (var visit = visit(away)) {
      assertThatThrownBy(visit::last)
          .isInstanceOf(Views.Unavailable.class)
          .hasMessageStartingWith("the database is away: ");
    }
  }

  private static void refreshAtOnce(List<Visit> visits, String account) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      visits.forEach(visit -> threads.execute(() -> visit.refresh(account)));
    }
  }

  private void isReadNow(Current current) {
    assertThat(current.last().orElseThrow().takenAt()).isEqualTo(clock.instant());
    assertThat(current.trouble()).isEmpty();
  }

  private Visit visit(Config config) {
    return new Visit(config, database -> vendors(config, database), clock);
  }

  private Vendors vendors(Config config, Database database) {
    assertThat(database.available()).isTrue();
    var http = new Http(Version.ofThis(), clock, Logins.refusing("tests keep no login"));
    return new Vendors(PROVIDERS, http, config.polling().timeout(), clock);
  }

  private Config config(Path dataDir, String... accounts) {
    return config("{data-dir: \"%s\"}".formatted(dataDir), accounts);
  }

  private Config config(String database, String... accounts) {
    var yaml = new StringBuilder("database: " + database + "\naccounts:\n");
    for (var id : accounts) {
      yaml.append(
          "  - {id: %s, provider: openrouter, key: test-key, base-url: \"%s\"}\n"
              .formatted(id, vendor.url()));
    }
    var profiles = PROVIDERS.all().stream().map(Provider::profile).toList();
    var file = new ConfigFile(profiles, _ -> Optional.empty(), clock.instant());
    return switch (file.parse("test", yaml.toString())) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) ->
          throw new AssertionError(List.copyOf(problems).toString());
    };
  }
}
