package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PastedLoginTest {

  private static final String TOKEN = "/token";
  private static final String CODE = "hush-code-4711";

  @RegisterExtension
  static final WireMockExtension VENDOR =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void logsInToClaude() throws Exception {
    grants(",\"account\": {\"email_address\": \"ada@example.com\"}");
    var scene = scene(new Claude()).pastes(state -> CODE + "#" + state);

    var made = scene.login();

    assertThat(made).isEqualTo(new NewLogin(grant(), Optional.of("ada@example.com")));
    var body = Json.parse(sent());
    assertThat(body.fields().keySet())
        .containsExactly(
            "grant_type", "code", "redirect_uri", "client_id", "code_verifier", "state");
    assertThat(body.at("code").text()).isEqualTo(CODE);
    assertThat(body.at("state").text()).isEqualTo(scene.query().get("state"));
    assertThat(body.at("redirect_uri").text())
        .isEqualTo("https://platform.claude.com/oauth/code/callback");
    assertThat(scene.query())
        .containsEntry("code", "true")
        .containsEntry("scope", "user:inference user:profile")
        .containsEntry("redirect_uri", "https://platform.claude.com/oauth/code/callback");
    assertProved(scene, body.at("code_verifier").text());
  }

  @Test
  void logsInToCodex() throws Exception {
    grants(
        ",\"id_token\": \""
            + idToken(
                """
                {"email": "ada@example.com",
                 "https://api.openai.com/auth": {"chatgpt_plan_type": "plus"}}
                """)
            + "\"");
    var scene =
        scene(new Codex())
            .pastes(state ->
                "http://localhost:1455/auth/callback?code=" + CODE + "&scope=x&state=" + state);

    var made = scene.login();

    assertThat(made.owner()).contains("ada@example.com, Plus");
    var form = LoginScene.fields(sent());
    assertThat(form)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", CODE)
        .containsEntry("redirect_uri", "http://localhost:1455/auth/callback")
        .doesNotContainKeys("state", "client_secret");
    assertThat(scene.query())
        .containsEntry("scope", "openid profile email offline_access")
        .containsEntry("id_token_add_organizations", "true");
    assertThat(scene.told()).anyMatch(line -> line.contains("which your browser can't open"));
    assertProved(scene, form.getOrDefault("code_verifier", ""));
  }

  @Test
  void logsInToGoogle() throws Exception {
    grants(",\"id_token\": \"" + idToken("{\"email\": \"ada@example.com\"}") + "\"");
    var scene = scene(new Antigravity()).pastes(state -> CODE);

    var made = scene.login();

    assertThat(made.owner()).contains("ada@example.com");
    var form = LoginScene.fields(sent());
    assertThat(form)
        .containsEntry("client_id", "our-app")
        .containsEntry("client_secret", "hush-client-4711");
    assertThat(scene.query())
        .containsEntry("access_type", "offline")
        .containsEntry("prompt", "consent");
    assertThat(scene.told().getFirst()).startsWith("Google's terms don't allow other programs");
    assertThat(scene.everythingShown()).doesNotContain("hush-client-4711");
    assertProved(scene, form.getOrDefault("code_verifier", ""));
  }

  @Test
  void asksAgainUntilThePasteIsRight() throws Exception {
    grants("");
    var scene =
        scene(new Codex())
            .pastes(_ -> "")
            .pastes(_ -> CODE + "#another-state")
            .pastes(_ -> "https://auth.openai.com/log-in?code=abcdefgh")
            .pastes(state -> "http://localhost:1455/auth/callback?state=" + state)
            .pastes(state -> CODE + "#" + state);

    scene.login();

    assertThat(scene.told().subList(5, scene.told().size()))
        .containsExactly(
            "Paste the code or the address you were sent to:",
            "That is no code; it is one word without spaces, or the whole address that holds it.",
            "Paste the code or the address you were sent to:",
            "That code belongs to another attempt; take the one of the page above.",
            "Paste the code or the address you were sent to:",
            "The address must begin with http://localhost:1455/auth/callback?code=",
            "Paste the code or the address you were sent to:",
            "That is no code; it is one word without spaces, or the whole address that holds it.",
            "Paste the code or the address you were sent to:");
    VENDOR.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
  }

  @Test
  void endsWhenThePageRefuses() {
    var scene =
        scene(new Codex())
            .pastes(
                state -> "http://localhost:1455/auth/callback?error=access_denied&state=" + state);

    assertThat(scene.failure()).isEqualTo("the login was refused: access_denied");
  }

  @Test
  void endsWhenNobodyPastes() {
    assertThat(scene(new Claude()).failure()).isEqualTo("nothing was pasted, so there is no login");
    assertThat(VENDOR.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500})
  void showsNoSecretOfARefusalAndSendsACodeOnce(int status) {
    VENDOR.stubFor(
        post(TOKEN)
            .willReturn(
                okJson(
                        """
                        {"error": "invalid_grant",
                         "error_description": "hush-code-4711 of hush-client-4711 was used"}
                        """)
                    .withStatus(status)));
    var scene = scene(new Antigravity()).pastes(_ -> CODE);

    assertThat(scene.failure()).endsWith(": *** of *** was used");
    VENDOR.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
  }

  @Test
  void wantsALoginThatLasts() {
    VENDOR.stubFor(post(TOKEN).willReturn(okJson("{\"access_token\": \"hush-access-4711\"}")));

    assertThat(scene(new Claude()).pastes(state -> CODE + "#" + state).failure())
        .isEqualTo("$.refresh_token: expected a refresh token, found nothing");
  }

  @Test
  void doesWithoutAnOwnerThatItCannotRead() throws Exception {
    grants(",\"id_token\": \"not.a-token\"");

    assertThat(scene(new Codex()).pastes(_ -> CODE).login().owner()).isEmpty();
  }

  @Test
  void beginsEveryLoginWithAnotherSecret() throws Exception {
    grants("");
    var first = scene(new Claude()).pastes(state -> CODE + "#" + state);
    var second = scene(new Claude()).pastes(state -> CODE + "#" + state);
    first.login();
    second.login();

    assertThat(first.query().get("state")).isNotEqualTo(second.query().get("state"));
    assertThat(first.query().get("code_challenge"))
        .isNotEqualTo(second.query().get("code_challenge"));
  }

  @Test
  void showsNeitherTheCodeNorTheTokens() throws Exception {
    grants("");
    var scene = scene(new Claude()).pastes(state -> CODE + "#" + state);

    var made = scene.login();

    var verifier = Json.parse(sent()).at("code_verifier").text();
    assertThat(scene.everythingShown() + made)
        .doesNotContain(CODE, verifier, "hush-access-4711", "hush-refresh-4711");
  }

  private static LoginScene scene(Provider provider) {
    return new LoginScene(
        provider,
        Map.of("token-url", VENDOR.baseUrl() + TOKEN, "auth-url", "https://login.test/a"));
  }

  private static void grants(String more) {
    VENDOR.stubFor(
        post(TOKEN)
            .willReturn(
                okJson(
                    """
                    {"access_token": "hush-access-4711", "refresh_token": "hush-refresh-4711",
                     "expires_in": 3600%s}
                    """
                        .formatted(more))));
  }

  private static Grant grant() {
    return new Grant(
        new Secret("hush-access-4711"),
        Optional.of(new Secret("hush-refresh-4711")),
        Optional.of(LoginScene.NOON.plusSeconds(3600)));
  }

  private static String sent() {
    return VENDOR.findAll(postRequestedFor(urlEqualTo(TOKEN))).getLast().getBodyAsString();
  }

  /// What a vendor checks: the challenge of the page is the verifier's hash.
  private static void assertProved(LoginScene scene, String verifier) throws Exception {
    var hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier).hasSize(43);
    assertThat(scene.page()).isEqualTo("https://login.test/a");
    assertThat(new HashMap<>(scene.query()))
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry(
            "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  private static String idToken(String claims) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
  }
}
