package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatienceTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Http http =
      new Http("1.2.3", () -> LoginScene.NOON, new MemoryLogins(), _ -> {}, () -> 0.5);

  @ParameterizedTest
  @CsvSource({"claude, /api/oauth/usage, usage.json", "codex, /api/codex/usage, usage_odd.json"})
  void waitsTwiceAsLongEachTimeUpToAnHourAndBeginsAnew(String type, String path, String file) {
    grants();
    answers(path, status(429).withHeader("Retry-After", "0"));
    var waits = new ArrayList<Long>();
    for (var i = 0; i < 6; i++) {
      waits.add(wait(type, "ada"));
    }

    assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    SERVER.verify(6, getRequestedFor(urlEqualTo(path)));

    answers(path, okJson(Fixtures.of(type).text(file)));
    poll(type, "ada");
    answers(path, status(429));
    assertThat(wait(type, "ada")).isEqualTo(5);
  }

  @Test
  void knowsAccountsApartAndLetsTheVendorsWordStand() {
    grants();
    answers("/api/oauth/usage", status(429));
    wait("claude", "ada");
    assertThat(List.of(wait("claude", "ada"), wait("claude", "ben"))).containsExactly(10L, 5L);

    answers("/api/oauth/usage", status(429).withHeader("Retry-After", "10800"));
    assertThat(wait("claude", "ada")).isEqualTo(180);
  }

  /// In minutes.
  private long wait(String type, String account) {
    var failure = catchThrowableOfType(ApiException.class, () -> poll(type, account)).failure();
    return Duration.between(LoginScene.NOON, failure.retryAt().orElseThrow()).toMinutes();
  }

  private void poll(String type, String account) {
    var provider = Providers.onClassPath().find(type).orElseThrow();
    var values = new HashMap<String, Access.Value>();
    values.put("base-url", new Access.Value.Text(SERVER.baseUrl()));
    values.put("token-url", new Access.Value.Text(SERVER.baseUrl() + "/token"));
    values.put(OAuth.REFRESH_TOKEN, new Access.Value.Hidden(new Secret("hush-refresh-4711")));
    var access = new Access(account, provider.profile(), Map.copyOf(values));
    provider.poll(access, http.open(provider, access, TIMEOUT), LoginScene.NOON);
  }

  private static void grants() {
    SERVER.stubFor(post("/token").willReturn(okJson("{\"access_token\": \"hush-access-4711\"}")));
    SERVER.stubFor(
        get("/api/oauth/profile").willReturn(okJson(Fixtures.of("claude").text("profile.json"))));
  }

  private static void answers(String path, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(path).willReturn(answer));
  }
}
