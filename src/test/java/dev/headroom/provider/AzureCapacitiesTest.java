package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AzureCapacitiesTest {

  private static final AzureOpenAi AZURE = new AzureOpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("azure-openai");
  private static final String MODEL = "gpt-5.4:2026-08-11";
  private static final Map<String, String> ASKED =
      Map.of(
          "api-version", "2024-10-01",
          "modelFormat", "OpenAI",
          "modelName", "gpt-5.4",
          "modelVersion", "2026-08-11");
  private static final String PATH =
      "GET /subscriptions/sub-1/providers/Microsoft.CognitiveServices/modelCapacities";

  @Test
  void readsHowMuchMoreMayBeDeployed() {
    assertThat(capacities(poll("arm_model_capacities.json", 200)))
        .containsExactly(available("GlobalStandard", "TPM", "kTPM", "330.0"));
  }

  @Test
  void readsEveryPageAndOnlyTheConfiguredRegions() {
    assertThat(capacities(poll("arm_model_capacities_page1.json", 200)))
        .containsExactly(
            available("ProvisionedManaged", "throughput units", "PTU", "15"),
            available("GlobalBatch", "quota", "units", "0"),
            available("GlobalStandard", "TPM", "kTPM", "330.0"));
  }

  @Test
  void readsAllRegionsWhereNoneIsConfigured() {
    var options =
        Map.<String, Access.Value>of(
            "capacity-of", new Access.Value.Texts(List.of(MODEL)),
            "locations", new Access.Value.Texts(List.of()));
    var report = FixtureApi.poll(AZURE, options, routes("arm_model_capacities_page1.json", 200));

    assertThat(report.quotas()).extracting(Quota::name).anyMatch(name -> name.contains("westus"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5.4", "gpt-5.4:", ":2026-08-11", "a:b:c", "gpt 5:1", "../x:1"})
  void asksNothingOfAModelWithoutItsVersion(String model) {
    var access =
        FIXTURES.access(
            AZURE.profile(), Map.of("capacity-of", new Access.Value.Texts(List.of(model))));
    var api = new FixtureApi(AZURE, access, Fixtures.NOW, FIXTURES.routes());

    var report = AZURE.poll(access, api, Fixtures.NOW);

    assertThat(report.gaps())
        .extracting(gap -> gap.failure().kind() + ": " + gap.failure().reason())
        .containsExactly(
            "NOT_AVAILABLE: capacity-of must be MODEL:VERSION, like gpt-5.4:2026-08-11");
    assertThat(api.sent()).noneMatch(request -> request.url().getPath().contains("Capacities"));
  }

  @Test
  void asksEveryHalfHour() {
    var access = FIXTURES.access(AZURE.profile(), capacityOf(MODEL));
    var api = new FixtureApi(AZURE, access, Fixtures.NOW, routes("arm_model_capacities.json", 200));

    AZURE.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().matches(".*/(usages|modelCapacities)"))
        .hasSize(2)
        .extracting(Request::keptFor)
        .containsOnly(Duration.ofMinutes(30));
  }

  @ParameterizedTest
  @CsvSource({
    "arm_model_capacities_no_number.json, 200, UNREADABLE, '$.value[0].properties.availableCapacity: expected a number, found null'",
    "arm_error_404.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): The subscription ''sub-1'' could not be found'",
    "arm_error_429.json, 429, RATE_LIMITED, 'asked too often (429): The request is being throttled'"
  })
  void marksACapacityThatItCannotRead(String file, int status, Kind kind, String reason) {
    var report = poll(file, status);

    assertThat(capacities(report)).isEmpty();
    assertThat(report.quotas()).isNotEmpty();
    assertThat(report.gaps()).extracting(gap -> gap.failure().kind()).containsExactly(kind);
    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("capacity of " + MODEL + ": " + reason);
  }

  private static List<Quota> capacities(Report report) {
    return report.quotas().stream().filter(quota -> quota.name().endsWith("available")).toList();
  }

  private static Report poll(String file, int status) {
    return FixtureApi.poll(AZURE, capacityOf(MODEL), routes(file, status));
  }

  private static Map<String, Access.Value> capacityOf(String model) {
    return Map.of("capacity-of", new Access.Value.Texts(List.of(model)));
  }

  private static List<Fixtures.Route> routes(String file, int status) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(new Fixtures.Route(PATH, ASKED, Optional.empty(), FIXTURES.answer(file, status)));
    routes.addAll(FIXTURES.routes());
    routes.add(
        new Fixtures.Route(
            "GET /subscriptions/sub-1/more-capacities",
            Map.of(),
            Optional.empty(),
            FIXTURES.answer("arm_model_capacities.json")));
    return routes;
  }

  private static Quota available(String sku, String what, String unit, String limit) {
    return Quota.named(
            "gpt-5.4 2026-08-11 %s, swedencentral: %s available".formatted(sku, what), unit)
        .withLimit(new BigDecimal(limit))
        .withMembers(List.of("gpt-5.4"))
        .withNote("may be deployed beside what is");
  }
}
