package dev.headroom;

import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.secret.Secret;
import dev.headroom.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class VendorTrialTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Providers PROVIDERS = Providers.onClassPath();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Optional<Secret> MASTER_KEY =
      Optional.of(new Secret("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));

  @TempDir private Path directory;

  @BeforeEach
  void answer() throws IOException {
    SERVER.stubFor(post(urlPathEqualTo("/token")).willReturn(okJson(claude("token_refresh.json"))));
    SERVER.stubFor(
        get(urlPathEqualTo("/api/oauth/usage")).willReturn(okJson(claude("usage.json"))));
    SERVER.stubFor(
        get(urlPathEqualTo("/api/oauth/profile")).willReturn(okJson(claude("profile.json"))));
    SERVER.stubFor(
        get(urlPathEqualTo("/user/balance"))
            .willReturn(okJson(fixture("deepseek/user_balance.json"))));
  }

  @Test
  void usesAndKeepsTheLoginThatIsInTheDatabase() {
    try (var database = TestDatabase.create()) {
      var config = config("url: \"%s\"".formatted(Addresses.of(database)));
      for (var times = 0; times < 2; times++) {
        try (var trial = VendorTrial.open(config, PROVIDERS, MASTER_KEY, () -> NOW)) {
          assertThat(trial.read(config.accounts().getFirst()).quotas()).isNotEmpty();
        }
      }

      SERVER.verify(1, postRequestedFor(urlPathEqualTo("/token")));
    }
  }

  @Test
  void opensNoDatabaseForAccountsWithAKey() {
    var config = config("data-dir: \"%s\"".formatted(directory.resolve("data")));
    try (var trial = VendorTrial.open(config, PROVIDERS, MASTER_KEY, () -> NOW)) {
      assertThat(trial.read(config.accounts().getLast()).balances()).isNotEmpty();
    }

    assertThat(directory.resolve("data")).doesNotExist();
  }

  /// Whatever a check takes from the queue of a proxy is lost for the Headroom that runs beside it.
  @Test
  void takesNothingThatIsToldOnceOnly() {
    var none = urlPathEqualTo("/usage-queue");
    SERVER.stubFor(get(urlPathEqualTo("/auth-files")).willReturn(okJson("{\"files\": []}")));
    SERVER.stubFor(get(none).willReturn(badRequest()));
    var config = config("data-dir: \"%s\"".formatted(directory.resolve("data")));
    try (var trial = VendorTrial.open(config, PROVIDERS, MASTER_KEY, () -> NOW)) {
      assertThat(trial.read(config.accounts().get(1)).gaps()).isEmpty();
    }

    SERVER.verify(1, getRequestedFor(none));
    SERVER.verify(1, getRequestedFor(none).withQueryParam("count", equalTo("0")));
  }

  @Test
  void saysThatTheDatabaseIsAwayOfThoseThatNeedItAlone() {
    var config = config("url: \"jdbc:postgresql://127.0.0.1:1/headroom\"");
    try (var trial = VendorTrial.open(config, PROVIDERS, MASTER_KEY, () -> NOW)) {
      assertThatThrownBy(() -> trial.read(config.accounts().getFirst()))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("the database is away: ");
      assertThat(trial.read(config.accounts().getLast()).balances()).isNotEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithTheMasterKey() {
    var config = config("data-dir: \"%s\"".formatted(directory.resolve("data")));
    var wrong = Optional.of(new Secret("c2hvcnQ="));
    try (var trial = VendorTrial.open(config, PROVIDERS, wrong, () -> NOW)) {
      assertThatThrownBy(() -> trial.read(config.accounts().getFirst()))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("its login is kept in the database, encrypted; master key: must be")
          .hasMessageContaining("32 bytes, was 5");
    }

    assertThat(directory.resolve("data")).doesNotExist();
  }

  private static Config config(String database) {
    var yaml =
        """
        database: {%1$s}
        accounts:
          - {id: max, provider: claude, refresh-token: seed, base-url: "%2$s", token-url: "%2$s/token"}
          - {id: proxy, provider: cliproxyapi, key: hush, base-url: "%2$s"}
          - {id: plain, provider: deepseek, key: hush, base-url: "%2$s"}
        """
            .formatted(database, SERVER.baseUrl());
    var profiles = PROVIDERS.all().stream().map(Provider::profile).toList();
    return switch (new ConfigFile(profiles, _ -> Optional.empty(), NOW).parse("test", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static String claude(String name) throws IOException {
    return fixture("claude/" + name);
  }

  private static String fixture(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/fixtures", name));
  }
}
