package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OAuthTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Codex CODEX = new Codex();

  private final MemoryLogins logins = new MemoryLogins();

  @Test
  void saysHowToLogInAgain() {
    assertThat(remedy(Map.of())).isEqualTo("run `headroom login ada`");
    assertThat(remedy(Map.of("refresh-token", new Access.Value.Hidden(new Secret("seed")))))
        .isEqualTo(
            "give it another refresh-token, or remove that key and run `headroom login ada`");
    assertThat(remedy(Map.of("credentials-file", new Access.Value.Text("/auth.json"))))
        .isEqualTo("the tool that owns the credential file renews it when it is used");
  }

  private static String remedy(Map<String, Access.Value> values) {
    return OAuth.of(
            new Access("ada", CODEX.profile(), values),
            URI.create("https://codex.test"),
            false,
            List.of(),
            (file, now) -> Grant.read(file, now))
        .remedy();
  }

  @Test
  void saysWhatToDoWhenALoginHasEnded() {
    logins.store("ada", grant("stored-refresh-without-digits"));
    SERVER.stubFor(get(anyUrl()).willReturn(unauthorized()));
    SERVER.stubFor(
        post("/token")
            .willReturn(
                okJson(
                        """
                        {"error": "invalid_grant",
                         "error_description": "no stored-refresh-without-digits here"}
                        """)
                    .withStatus(400)));

    assertThatThrownBy(() -> poll(CODEX))
        .hasMessage(
            "AUTH: the credential was refused (400): no *** here; run `headroom login ada`");
  }

  @Test
  void saysWhatToDoWhenAFreshTokenIsRefused() {
    logins.store("ada", grant("refresh"));
    SERVER.stubFor(get(anyUrl()).willReturn(unauthorized()));
    SERVER.stubFor(post("/token").willReturn(okJson("{\"access_token\": \"fresh\"}")));

    assertThatThrownBy(() -> poll(CODEX))
        .hasMessage("AUTH: the credential was refused (401); run `headroom login ada`");
  }

  @Test
  void sendsATokenThatCannotBeRenewedNowhere() {
    logins.store("ada", grant("gho_4711"));
    SERVER.stubFor(get(anyUrl()).willReturn(unauthorized()));

    assertThatThrownBy(() -> poll(new Copilot()))
        .hasMessage("AUTH: the login was revoked, and can't be renewed; run `headroom login ada`");
    SERVER.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void readsCopilotWithALogin() {
    logins.store("ada", grant("gho_4711"));
    SERVER.stubFor(
        get("/copilot_internal/user")
            .withHeader("Authorization", equalTo("Bearer access"))
            .willReturn(okJson(Fixtures.of("copilot").text("user_pro.json"))));

    assertThat(poll(new Copilot()).plan()).contains("Copilot Pro");
  }

  @Test
  void readsNoBillWithALogin() {
    var values = Map.<String, Access.Value>of("organization", new Access.Value.Text("example"));

    assertThatThrownBy(() -> poll(new Copilot(), values))
        .hasMessage("FORBIDDEN: billing needs a key, a login is not enough");
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  private Report poll(Provider provider) {
    return poll(provider, Map.of());
  }

  private Report poll(Provider provider, Map<String, Access.Value> more) {
    var values = new HashMap<String, Access.Value>(more);
    values.put("base-url", new Access.Value.Text(SERVER.baseUrl()));
    provider
        .profile()
        .option("token-url")
        .ifPresent(
            key -> values.put(key.key(), new Access.Value.Text(SERVER.baseUrl() + "/token")));
    var access = new Access("ada", provider.profile(), values);
    var http = new Http("1.2.3", () -> LoginScene.NOON, logins, _ -> {}, () -> 0.5);
    return provider.poll(
        access, http.open(provider, access, Duration.ofSeconds(20)), LoginScene.NOON);
  }

  private static Grant grant(String refreshToken) {
    return new Grant(new Secret("access"), Optional.of(new Secret(refreshToken)), Optional.empty());
  }
}
