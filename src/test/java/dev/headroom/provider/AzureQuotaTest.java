package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What deployments have been given of a region's quota.
final class AzureQuotaTest {

  private static final AzureOpenAi AZURE = new AzureOpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("azure-openai");
  private static final String USAGES =
      "GET /subscriptions/sub-1/providers/Microsoft.CognitiveServices/locations/swedencentral/usages";

  @Test
  void readsWhatDeploymentsHaveBeenGivenOfARegion() {
    assertThat(poll(FIXTURES.routes()).quotas())
        .containsExactly(allocated("gpt-5.4 GlobalStandard", "TPM", "kTPM", "120.0", "450.0"));
  }

  @Test
  void readsEveryPage() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            "GET /subscriptions/sub-1/more",
            Map.of(),
            Optional.empty(),
            FIXTURES.answer("arm_usages_page2.json")));
    routes.addAll(FixtureApi.instead("azure-openai", USAGES, "arm_usages_page1.json", 200));

    assertThat(poll(routes).quotas())
        .containsExactly(
            allocated("gpt-5.4 ProvisionedManaged", "quota", "units", "50", "50"),
            allocated("Mistral large-2512 GlobalStandard", "TPM", "kTPM", "10", "9000000000000")
                .withMembers(List.of("large-2512")));
  }

  @Test
  void readsWhenAQuotaStartsAgainWhereThatIsTold() {
    var batch = allocated("gpt-5.4 GlobalBatch", "quota", "units", "900", "1000");

    assertThat(instead("arm_usages_optional.json", 200).quotas())
        .containsExactly(
            batch
                .withBlocked()
                .withWindow(Duration.ofDays(30))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            allocated("gpt-5.4 Standard", "quota", "units", "9", "10"));
  }

  @ParameterizedTest
  @CsvSource({
    "arm_usages_elsewhere.json, 200, 'the next page is at another address than the first'",
    "arm_usages_no_value.json, 200, '$.value[0].currentValue: expected a number, found null'",
    "arm_error_403.json, 403, 'the credential is not allowed to do this (403): The client does not have authorization to perform action ''Microsoft.CognitiveServices/locations/usages/read''; assign Cognitive Services Usages Reader, Monitoring Reader and, for cost, Cost Management Reader'"
  })
  void marksAQuotaThatItCannotRead(String file, int status, String reason) {
    var report = instead(file, status);

    assertThat(report.quotas()).isEmpty();
    assertThat(report.usages()).isNotEmpty();
    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("quota in swedencentral: " + reason);
  }

  private static Report instead(String file, int status) {
    return poll(FixtureApi.instead("azure-openai", USAGES, file, status));
  }

  private static Report poll(List<Fixtures.Route> routes) {
    return FixtureApi.poll(AZURE, Map.of("capacity-of", new Access.Value.Texts(List.of())), routes);
  }

  private static Quota allocated(String name, String what, String unit, String used, String limit) {
    return Quota.named("%s, swedencentral: %s allocated".formatted(name, what), unit)
        .withLimit(new BigDecimal(limit))
        .withUsed(new BigDecimal(used))
        .withMembers(List.of("gpt-5.4"))
        .withNote("given to deployments, not consumed");
  }
}
