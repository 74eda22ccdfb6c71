package dev.headroom;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.cli.LoginResult;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.poll.Lease;
import dev.headroom.poll.Thrift;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Person;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.store.JdbiLogins;
import dev.headroom.store.JdbiPollQueue;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Report;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From a login to the polls that live on it, with a real database and a Claude on loopback.
final class LoginDeskTest {

  private static final Secret KEY = new Secret("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/claude");
  private static final Providers PROVIDERS = Providers.onClassPath();

  @RegisterExtension
  static final WireMockExtension CLAUDE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TestDatabase database = TestDatabase.create();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void livesOnALoginFromThenOn() throws Exception {
    answers();
    grants("\"code\":\"the-code\"", 1);
    grants("\"refresh_token\":\"refresh-1\"", 2);
    assertThatThrownBy(this::poll).hasMessage("AUTH: not logged in: run `headroom login ada`");

    assertThat(logIn(Optional.of(KEY)))
        .isEqualTo(new LoginResult.Made(Optional.of("ada@example.com")));

    assertThat(poll().plan()).contains("Max 5x");
    CLAUDE.verify(
        getRequestedFor(urlEqualTo("/api/oauth/usage"))
            .withHeader("Authorization", equalTo("Bearer access-1")));
    clock.pass(Duration.ofHours(2));
    assertThat(poll().quotas()).isNotEmpty();
    CLAUDE.verify(
        getRequestedFor(urlEqualTo("/api/oauth/usage"))
            .withHeader("Authorization", equalTo("Bearer access-2")));
    clock.pass(Duration.ofHours(2));
    assertThatThrownBy(this::poll)
        .hasMessage(
            "AUTH: the credential was refused (400): invalid_grant; run `headroom login ada`");
    assertThat(told.toString()).doesNotContain("the-code", "access-1", "refresh-1");
  }

  @Test
  void isDueAtOnceAfterALogin() throws Exception {
    grants("\"code\":\"the-code\"", 1);
    var queue = new JdbiPollQueue(database.database());
    queue.enrol(Set.of("ada"), clock.instant().plus(Duration.ofHours(1)));
    assertThat(claim(queue)).isEmpty();

    logIn(Optional.of(KEY));

    assertThat(claim(queue)).extracting(Lease::account).containsExactly("ada");
  }

  @Test
  void asksNobodyWithoutAMasterKey() throws Exception {
    assertThat(logIn(Optional.empty()))
        .isEqualTo(
            new LoginResult.Impossible(
                "a login is kept encrypted; set HEADROOM_MASTER_KEY to 32 random bytes in base64,"
                    + " as `openssl rand -base64 32` prints"));
    assertThat(logIn(Optional.of(new Secret("c2hvcnQ="))))
        .isEqualTo(
            new LoginResult.Impossible(
                "master key: must be 32 bytes, was 5; set HEADROOM_MASTER_KEY to 32 random bytes"
                    + " in base64, as `openssl rand -base64 32` prints"));
    assertThat(told).isEmpty();
    assertThat(CLAUDE.getAllServeEvents()).isEmpty();
  }

  @Test
  void asksNobodyWhileTheDatabaseIsAway() {
    var away = config("jdbc:postgresql://127.0.0.1:1/headroom");

    assertThatThrownBy(() -> logIn(away, Optional.of(KEY)))
        .hasMessageStartingWith("The database at 127.0.0.1:1/headroom is away: ");
    assertThat(told).isEmpty();
  }

  private LoginResult logIn(Optional<Secret> key) throws InterruptedException {
    return logIn(config(url()), key);
  }

  private LoginResult logIn(Config config, Optional<Secret> key) throws InterruptedException {
    var setup = config.accounts().getFirst();
    var http = new Http("1.2.3", clock, Logins.refusing("it is only being made"));
    return new LoginDesk(config, key, http, clock)
        .logIn(provider(), setup, provider().login(setup.access()).orElseThrow(), new Ada());
  }

  /// As a running Headroom would, with nothing in memory.
  private Report poll() {
    AccountSetup setup = config(url()).accounts().getFirst();
    var logins = new JdbiLogins(database.database(), Vault.open(KEY));
    var http = new Http("1.2.3", clock, logins, _ -> {}, () -> 0.5);
    return new Vendors(PROVIDERS, http, Duration.ofSeconds(20), clock).read(setup);
  }

  private List<Lease> claim(JdbiPollQueue queue) {
    return queue.claim(
        Set.of("ada"), 9, new Thrift(Set.of()), clock.instant(), Duration.ofMinutes(1));
  }

  private static Provider provider() {
    return PROVIDERS.find("claude").orElseThrow();
  }

  private static void answers() throws IOException {
    CLAUDE.stubFor(
        post("/token").willReturn(okJson("{\"error\": \"invalid_grant\"}").withStatus(400)));
    for (var part : List.of("usage", "profile")) {
      CLAUDE.stubFor(
          get("/api/oauth/" + part)
              .willReturn(okJson(Files.readString(FIXTURES.resolve(part + ".json")))));
    }
  }

  /// For a request with `part` there is the pair of tokens with this number, for an hour.
  private static void grants(String part, int number) {
    CLAUDE.stubFor(
        post("/token")
            .withRequestBody(containing(part))
            .willReturn(
                okJson(
                    """
                    {"access_token": "access-%1$d", "refresh_token": "refresh-%1$d",
                     "expires_in": 3600, "account": {"email_address": "ada@example.com"}}
                    """
                        .formatted(number))));
  }

  private Config config(String url) {
    var yaml =
        """
        database: {url: "%1$s"}
        accounts:
          - {id: ada, provider: claude, base-url: "%2$s", token-url: "%2$s/token"}
        """
            .formatted(url, CLAUDE.baseUrl());
    var profiles = PROVIDERS.all().stream().map(Provider::profile).toList();
    return switch (new ConfigFile(profiles, _ -> Optional.empty(), clock.instant())
        .parse("test", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private String url() {
    var url = database.url();
    return url.jdbcUrl()
        + (url.jdbcUrl().contains("?") ? "&" : "?")
        + "user="
        + encoded(url.user().orElse(""))
        + "&password="
        + encoded(url.password().map(Secret::value).orElse(""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Someone who logs in and pastes what the page shows.
  private final class Ada implements Person {
    @Override
    public void tell(String line) {
      told.add(line);
    }

    @Override
    public void progress(String line) {
      told.add(line);
    }

    @Override
    public Optional<String> ask(String question) {
      return Optional.of("the-code");
    }
  }
}
