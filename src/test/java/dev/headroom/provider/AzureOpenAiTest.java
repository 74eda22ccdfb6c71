package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureOpenAiTest {

  private static final AzureOpenAi AZURE = new AzureOpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("azure-openai");
  private static final String USAGES =
      "GET /subscriptions/sub-1/providers/Microsoft.CognitiveServices/locations/swedencentral/usages";
  private static final String METRICS =
      "GET /subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a"
          + "/providers/Microsoft.Insights/metrics";
  private static final String QUERY =
      "POST /subscriptions/sub-1/providers/Microsoft.CostManagement/query";

  /// A token is for one cloud's manager, which is asked for it by name.
  @Test
  void asksAnotherCloudWhereItIsConfigured() {
    var cloud =
        Map.<String, Access.Value>of(
            "capacity-of", new Access.Value.Texts(List.of()),
            "base-url", new Access.Value.Text("https://management.usgovcloudapi.net/"),
            "token-url", new Access.Value.Text("https://login.microsoftonline.us"));
    var access = FIXTURES.access(AZURE.profile(), cloud);
    var routes =
        List.of(
            new Fixtures.Route(
                "POST https://login.microsoftonline.us/tenant-1/oauth2/v2.0/token",
                Map.of(),
                Optional.of("scope=https%3A%2F%2Fmanagement.usgovcloudapi.net%2F.default"),
                FIXTURES.answer("aad_token.json")),
            route(
                USAGES.replace("GET ", "GET https://management.usgovcloudapi.net"),
                "arm_usages.json",
                200),
            route(METRICS, "monitor_metrics.json", 200),
            route(QUERY, "cost_query.json", 200));
    var api = new FixtureApi(AZURE, access, Fixtures.NOW, routes);

    assertThat(AZURE.poll(access, api, Fixtures.NOW).gaps()).isEmpty();
    assertThat(api.sent())
        .extracting(request -> request.url().getHost())
        .containsOnly("login.microsoftonline.us", "management.usgovcloudapi.net");
  }

  @Test
  void addsUpHoursToDaysForEachDeployment() {
    assertThat(FixtureApi.poll(AZURE).usages())
        .containsExactly(
            usage(20, "chat-prod", Optional.of(1000L), Optional.empty(), Optional.empty()),
            usage(21, "other", Optional.empty(), Optional.empty(), Optional.of(3L)),
            usage(21, "chat-prod", Optional.of(121000L), Optional.of(5000L), Optional.of(42L)));
  }

  @Test
  void takesNoZeroForAnHourWithoutATotal() {
    assertThat(instead(METRICS, "monitor_metrics.json", 200).usages())
        .containsExactly(
            usage(21, "chat-prod", Optional.of(120400L), Optional.empty(), Optional.empty()));
  }

  @Test
  void marksMetricsThatFailed() {
    assertThat(instead(METRICS, "monitor_metrics_failed.json", 200).gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly(
            "tokens by deployment: $.value[0].errorCode: expected Success, found text");
  }

  @Test
  void asksForANewTokenWhenOneIsRefused() {
    var access = FIXTURES.access(AZURE.profile(), Map.of());
    var fixtures = new FixtureApi(AZURE, access, Fixtures.NOW, FIXTURES.routes());

    var report = AZURE.poll(access, new Expiring(fixtures, new ArrayList<>()), Fixtures.NOW);

    assertThat(report).isEqualTo(FixtureApi.poll(AZURE));
    assertThat(fixtures.sent())
        .filteredOn(request -> request.url().getPath().endsWith("/token"))
        .extracting(Request::keptFor)
        .startsWith(Duration.ofMinutes(50), Duration.ZERO, Duration.ofMinutes(50));
  }

  @Test
  void saysWhatIsMissingInTheConfigFile() {
    assertThatThrownBy(() -> poll(Map.of(), List.of()))
        .hasMessage("NOT_AVAILABLE: either client-secret or endpoint and key must be configured");
    assertThatThrownBy(() ->
            poll(
                Map.of("client-secret", new Access.Value.Hidden(new Secret("hush-4711"))),
                List.of()))
        .hasMessage("NOT_AVAILABLE: tenant must be configured beside client-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "error_400_tenant.json, 400, AUTH, 'the credential was refused (400): AADSTS90002: Tenant ''tenant-1'' not found. Check to make sure you have the correct tenant ID; check tenant, client-id and client-secret, or the resource''s key'",
    "error_401_client.json, 401, AUTH, 'the credential was refused (401): AADSTS7000215: Invalid client secret provided; check tenant, client-id and client-secret, or the resource''s key'",
    "arm_error_401.json, 401, AUTH, 'the credential was refused (401): The access token expiry UTC time is earlier than current UTC time; check tenant, client-id and client-secret, or the resource''s key'",
    "arm_error_404.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): The subscription ''sub-1'' could not be found'",
    "error_404_deployment.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): The API deployment for this resource does not exist'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(AZURE, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  /// Refuses the first request that isn't for a token.
  private record Expiring(Api api, List<Request> refused) implements Api {
    @Override
    public Answer send(Request request) {
      if (request.method().equals("GET") && refused.isEmpty()) {
        refused.add(request);
        throw ApiException.of(Kind.AUTH, "the credential was refused (401)");
      }
      return api.send(request);
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> token) {
      return api.accessToken(oauth, token);
    }
  }

  private static Report instead(String request, String file, int status) {
    return FixtureApi.poll(
        AZURE, Map.of(), FixtureApi.instead("azure-openai", request, file, status));
  }

  private static Report poll(Map<String, Access.Value> options, List<Fixtures.Route> routes) {
    var access = new Access("azure", AZURE.profile(), options);
    return AZURE.poll(access, new FixtureApi(AZURE, access, Fixtures.NOW, routes), Fixtures.NOW);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Usage usage(
      int day, String model, Optional<Long> in, Optional<Long> out, Optional<Long> requests) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day), Optional.of(model), in, Optional.empty(), out, requests);
  }
}
