package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AzureEndpointTest {

  private static final AzureOpenAi AZURE = new AzureOpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("azure-openai");
  private static final String RESOURCE = "https://res.openai.azure.com";
  private static final String CHAT =
      "POST " + RESOURCE + "/openai/deployments/chat-prod/chat/completions";

  @Test
  void readsTheHeadersOfACallToADeployment() {
    assertThat(probe("chat_completion.json", "chat_completion.headers").quotas())
        .containsExactly(
            header("requests").withRemaining(number("59"), number("60")),
            header("tokens/min")
                .withWindow(Duration.ofMinutes(1))
                .withRemaining(number("9984"), number("10000")));
  }

  @Test
  void readsAResetInBareSeconds() {
    assertThat(probe("chat_completion.json", "chat_completion_reset.headers").quotas())
        .containsExactly(
            header("tokens/min")
                .withWindow(Duration.ofMinutes(1))
                .withRemaining(number("0"), number("10000"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:45Z")));
  }

  @Test
  void takesMinusOneForNothing() {
    assertThatThrownBy(
            () -> probe("responses_bogus_headers.json", "responses_bogus_headers.headers"))
        .hasMessage("UNREADABLE: no rate limits in the headers of the answer");
  }

  @Test
  void knowsWhenARefusalEnds() {
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> probe("error_429.json", "error_429.headers"));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(thrown.failure().retryAt()).contains(Instant.parse("2026-11-21T12:00:45Z"));
  }

  @Test
  void checksAKeyForFree() {
    var models = route("GET " + RESOURCE + "/openai/models", "models.json", 200);

    assertThat(poll(keyed(List.of()), List.of(models))).isEqualTo(Report.of(List.of()));
  }

  @Test
  void looksForTheDeploymentsWhereAVersionListsNoModels() {
    var routes =
        List.of(
            route("GET " + RESOURCE + "/openai/models", "error_404_deployment.json", 404),
            route("GET " + RESOURCE + "/openai/deployments", "models.json", 200));

    assertThat(poll(keyed(List.of()), routes)).isEqualTo(Report.of(List.of()));
  }

  @Test
  void asksARefusedKeyNothingMore() {
    var models = route("GET " + RESOURCE + "/openai/models", "error_401.json", 401);
    var thrown =
        catchThrowableOfType(ApiException.class, () -> poll(keyed(List.of()), List.of(models)));

    assertThat(thrown)
        .hasMessage(
            "AUTH: the credential was refused (401): Access denied due to invalid subscription key"
                + " or wrong API endpoint; check tenant, client-id and client-secret, or the"
                + " resource's key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/openai", "/openai/"})
  void takesAnAddressWithoutAVersionForOneWithDates(String end) {
    var options = new HashMap<>(keyed(List.of()));
    options.put("endpoint", new Access.Value.Text(RESOURCE + end));
    var models =
        new Fixtures.Route(
            "GET " + RESOURCE + "/openai/models",
            Map.of("api-version", "2024-10-21"),
            Optional.empty(),
            FIXTURES.answer("models.json"));

    assertThat(poll(options, List.of(models))).isEqualTo(Report.of(List.of()));
  }

  @Test
  void callsAnEndpointWithoutDatesByTheNameOfTheDeployment() {
    var options = new HashMap<>(keyed(List.of("chat-prod")));
    options.put("endpoint", new Access.Value.Text(RESOURCE + "/openai/v1/"));
    var access = new Access("azure", AZURE.profile(), options);
    var chat =
        new Fixtures.Route(
            "POST " + RESOURCE + "/openai/v1/chat/completions",
            Map.of(),
            Optional.of("\"model\":\"chat-prod\""),
            FIXTURES.answer("chat_completion.json", "chat_completion.headers"));
    var api = new FixtureApi(AZURE, access, Fixtures.NOW, List.of(chat));

    assertThat(AZURE.poll(access, api, Fixtures.NOW).quotas()).hasSize(2);
    assertThat(api.sent().getFirst().query()).isEmpty();
  }

  @Test
  void checksAKeyOfAnEndpointWithoutDates() {
    var options = new HashMap<>(keyed(List.of()));
    options.put("endpoint", new Access.Value.Text(RESOURCE + "/openai/v1"));
    var models = route("GET " + RESOURCE + "/openai/v1/models", "models.json", 200);

    assertThat(poll(options, List.of(models))).isEqualTo(Report.of(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH",
    "error_404_deployment.json, 404, NOT_AVAILABLE",
    "error_429.json, 429, RATE_LIMITED"
  })
  void tellsFailuresOfACallApart(String file, int status, Kind kind) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> poll(keyed(List.of("chat-prod")), List.of(route(CHAT, file, status))));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
  }

  /// The words tell how long, also where a gateway has dropped the headers.
  @Test
  void readsTheEndOfARefusalInItsWords() {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> poll(keyed(List.of("chat-prod")), List.of(route(CHAT, "error_429.json", 429))));

    assertThat(thrown.failure().retryAt()).contains(Instant.parse("2026-11-21T12:00:45Z"));
  }

  private static Report probe(String body, String headers) {
    var chat =
        new Fixtures.Route(
            CHAT,
            Map.of("api-version", "2024-10-21"),
            Optional.of("\"max_completion_tokens\":1"),
            FIXTURES.answer(body, headers));
    return poll(keyed(List.of("chat-prod")), List.of(chat));
  }

  private static Map<String, Access.Value> keyed(List<String> deployments) {
    return Map.of(
        "endpoint", new Access.Value.Text("https://res.openai.azure.com"),
        "key", new Access.Value.Hidden(new Secret("hush-4711")),
        "probe-deployments", new Access.Value.Texts(deployments));
  }

  private static Report poll(Map<String, Access.Value> options, List<Fixtures.Route> routes) {
    var access = new Access("azure", AZURE.profile(), options);
    return AZURE.poll(access, new FixtureApi(AZURE, access, Fixtures.NOW, routes), Fixtures.NOW);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Quota header(String what) {
    return Quota.named("chat-prod: " + what, what.replace("/min", ""))
        .withMembers(List.of("chat-prod"));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
