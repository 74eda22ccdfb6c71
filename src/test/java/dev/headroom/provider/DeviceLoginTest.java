package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.headroom.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceLoginTest {

  private static final String CODE = "/login/device/code";
  private static final String TOKEN = "/login/oauth/access_token";
  private static final String DEVICE = "hush-device-4711";
  private static final String GRANTED =
      "{\"access_token\":\"gho_hush4711\",\"token_type\":\"bearer\",\"scope\":\"read:user\"}";

  @RegisterExtension
  static final WireMockExtension GITHUB =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final LoginScene scene =
      new LoginScene(new Copilot(), Map.of("auth-url", GITHUB.baseUrl()));

  @Test
  void logsInOnceTheCodeWasTyped() throws Exception {
    begins("https://github.com/login/device", 899);
    answers(error("authorization_pending"), error("slow_down"), okJson(GRANTED));

    var made = scene.login();

    assertThat(made)
        .isEqualTo(
            new NewLogin(
                new Grant(new Secret("gho_hush4711"), Optional.empty(), Optional.empty()),
                Optional.empty()));
    assertThat(scene.pauses()).containsExactly(5L, 5L, 10L);
    assertThat(scene.told())
        .containsExactly(
            "Open this page, log in, and type the code:",
            "",
            "https://github.com/login/device",
            "",
            "    WDJB-MJHT",
            "",
            "It lasts 14 minutes. Type it only if you began this login yourself.");
  }

  @Test
  void logsInByTheAnswersOfTheVendor() throws Exception {
    var fixtures = Fixtures.of("copilot");
    GITHUB.stubFor(post(CODE).willReturn(okJson(fixtures.text("device_code.json"))));
    answers(
        okJson(fixtures.text("device_token_pending.json")),
        okJson(fixtures.text("device_token_ok.json")));

    var made = scene.login();

    assertThat(made.grant().accessToken()).isEqualTo(new Secret("gho_SYNTHETIC"));
    assertThat(scene.told()).contains("https://github.com/login/device", "    ABCD-1234");
    assertThat(scene.pauses()).containsExactly(5L, 5L);
  }

  @Test
  void saysWhichClientAsksAndWhatFor() throws Exception {
    begins("https://github.com/login/device", 900);
    answers(okJson(GRANTED));

    scene.login();

    assertThat(form(CODE))
        .isEqualTo(Map.of("client_id", "Iv1.b507a08c87ecfe98", "scope", "read:user"));
    assertThat(form(TOKEN))
        .isEqualTo(
            Map.of(
                "client_id",
                "Iv1.b507a08c87ecfe98",
                "device_code",
                DEVICE,
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code"));
  }

  @Test
  void takesPatienceByStatusAsWell() throws Exception {
    begins("https://github.com/login/device", 900);
    answers(
        error("authorization_pending").withStatus(400),
        error("slow_down").withStatus(429),
        okJson(GRANTED));

    scene.login();

    assertThat(scene.pauses()).containsExactly(5L, 5L, 10L);
  }

  @Test
  void waitsLongerWhileNobodyAnswers() throws Exception {
    begins("https://github.com/login/device", 900);
    answers(
        aResponse().withStatus(503),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        error("authorization_pending"),
        okJson(GRANTED));

    scene.login();

    assertThat(scene.pauses()).containsExactly(5L, 10L, 20L, 5L);
    assertThat(scene.progress())
        .contains(
            "the provider failed (503); trying again",
            "the connection to localhost broke; trying again");
  }

  @Test
  void remindsOnceAMinute() {
    begins("https://github.com/login/device", 130);
    answers(error("authorization_pending"));

    assertThat(scene.failure()).isEqualTo("the code was not typed in time; begin again");
    assertThat(scene.progress())
        .containsExactly(
            "Waiting for the vendor to say that you did.",
            "Still waiting; the code lasts 2 minutes more.",
            "Still waiting; the code lasts 1 minute more.");
  }

  @Test
  void givesUpWhenTheCodeIsOver() {
    begins("https://github.com/login/device", 60);
    answers(aResponse().withStatus(500));

    assertThat(scene.failure()).isEqualTo("the code was not typed in time; begin again");
    assertThat(Duration.between(LoginScene.NOON, scene.instant()))
        .isLessThan(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, the login was refused on the vendor's page",
    "expired_token, the code was not typed in time; begin again"
  })
  void saysHowItEnded(String code, String reason) {
    begins("https://github.com/login/device", 900);
    answers(error(code));

    assertThat(scene.failure()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401})
  void showsNoSecretOfARefusal(int status) {
    begins("https://github.com/login/device", 900);
    answers(
        okJson("{\"error\":\"incorrect_device_code\",\"error_description\":\"no " + DEVICE + "\"}")
            .withStatus(status));

    assertThat(scene.failure()).startsWith("the vendor refused").endsWith(": no ***");
    GITHUB.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
  }

  @Test
  void showsNeitherTheDeviceCodeNorTheToken() throws Exception {
    begins("https://github.com/login/device", 900);
    answers(error("authorization_pending"), okJson(GRANTED));

    var made = scene.login();

    assertThat(scene.everythingShown() + made).doesNotContain(DEVICE, "gho_hush4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "https://x/\\u001b[2J", ""})
  void opensNothingButAnAddress(String page) {
    begins(page, 900);

    assertThat(scene.failure()).startsWith("$.verification_uri: expected ");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void hasNoLoginForAnOrganization() {
    var values = Map.<String, Access.Value>of("organization", new Access.Value.Text("example"));
    var copilot = new Copilot();

    assertThat(copilot.login(new Access("ada", copilot.profile(), values))).isEmpty();
  }

  private static void begins(String page, int lasts) {
    GITHUB.stubFor(
        post(CODE)
            .willReturn(
                okJson(
                    """
                    {"device_code": "%s", "user_code": "WDJB-MJHT", "verification_uri": "%s",
                     "expires_in": %d, "interval": 5}
                    """
                        .formatted(DEVICE, page, lasts))));
  }

  /// One after the other; the last for ever.
  private static void answers(ResponseDefinitionBuilder... answers) {
    var last = answers.length - 1;
    for (var i = 0; i <= last; i++) {
      GITHUB.stubFor(
          post(TOKEN)
              .inScenario("login")
              .whenScenarioStateIs(step(i))
              .willSetStateTo(step(Math.min(i + 1, last)))
              .willReturn(answers[i]));
    }
  }

  private static String step(int number) {
    return number == 0 ? Scenario.STARTED : "step " + number;
  }

  private static ResponseDefinitionBuilder error(String code) {
    return okJson("{\"error\": \"" + code + "\"}");
  }

  private static Map<String, String> form(String path) {
    return LoginScene.fields(
        GITHUB.findAll(postRequestedFor(urlEqualTo(path))).getFirst().getBodyAsString());
  }
}
