package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BedrockTest {

  private static final Bedrock BEDROCK = new Bedrock();
  private static final Fixtures FIXTURES = Fixtures.of("bedrock");
  private static final String QUOTAS = "POST https://servicequotas.eu-central-1.amazonaws.com/";
  private static final String METRICS = "POST https://monitoring.eu-central-1.amazonaws.com/";
  private static final String COSTS = "POST https://ce.us-east-1.amazonaws.com/";

  @Test
  void readsLimitsUsageAndCost() {
    var haiku = "On-demand model inference tokens per minute for Anthropic Claude Haiku 5.5";
    var opus = "Cross-region model inference tokens per minute for Anthropic Claude Opus 5.5";

    assertThat(FixtureApi.poll(BEDROCK).readings())
        .containsExactly(
            limit(opus, "Anthropic Claude Opus 5.5", "2000000.0", Duration.ofMinutes(1)),
            limit(haiku, "Anthropic Claude Haiku 5.5", "4000000.0", Duration.ofMinutes(1)),
            limit(
                "On-demand model inference tokens per day for Amazon Nova 3",
                "Amazon Nova 3",
                "5400000000",
                Duration.ofDays(1)),
            Usage.ofDay(
                LocalDate.of(2026, 11, 21),
                Optional.of("anthropic.claude-haiku-5-5-v1:0"),
                Optional.of(100214L),
                Optional.empty(),
                Optional.of(9120L),
                Optional.of(61L)),
            new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("23.0200345")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("23.0200345")));
  }

  @Test
  void readsOnlyTheLimitsOfTheModelsThatMatter() {
    var words = new Access.Value.Texts(List.of("OPUS", "nova"));

    assertThat(FixtureApi.poll(BEDROCK, Map.of("models", words)).quotas()).hasSize(2);
  }

  @Test
  void asksForMoneyOnlyWhenTold() {
    var report =
        FixtureApi.poll(
            BEDROCK,
            Map.of("cost-explorer", new Access.Value.Text("false")),
            FIXTURES.routes().subList(0, 3));

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void takesAPartOfTheMetricsForNone() {
    var report = poll(METRICS, "get_metric_data_partial.xml", 200);

    assertThat(report.usages()).isEmpty();
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage by day");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("CloudWatch told only a part of the metrics");
  }

  /// As the vendor's other protocol writes them.
  @Test
  void readsTheSameMetricsFromJson() {
    assertThat(poll(METRICS, CloudWatchXml.of(FIXTURES.json("get_metric_data.json"))).usages())
        .isEqualTo(FixtureApi.poll(BEDROCK).usages())
        .isNotEmpty();
    assertThat(
            poll(METRICS, CloudWatchXml.of(FIXTURES.json("get_metric_data_partial.json"))).gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("CloudWatch told only a part of the metrics");
  }

  @Test
  void readsLimitsOfOnePage() {
    assertThat(poll(QUOTAS, "list_service_quotas.json", 200).quotas())
        .isEqualTo(FixtureApi.poll(BEDROCK).quotas().subList(0, 2));
  }

  @Test
  void passesOverLimitsThatTheVendorCannotTell() {
    var haiku =
        "Global cross-region model inference tokens per day for Anthropic Claude Haiku 5.5 (doubled"
            + " for cross-region calls)";
    var report = poll(QUOTAS, "quotas_with_error.json", 200);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .containsExactly(
            limit(haiku, "Anthropic Claude Haiku 5.5", "7000000.0", Duration.ofDays(1)));
  }

  @Test
  void chargesForBedrockAloneWhateverTheModelsAreSoldAs() {
    assertThat(poll(COSTS, "cost_explorer.json", 200).spends())
        .isEqualTo(poll(COSTS, "cost_explorer_other_services.json", 200).spends())
        .contains(new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("23.0200345")));
  }

  @Test
  void readsNoLimitsFromPagesThatPointBack() {
    var report = poll(QUOTAS, "quotas_1.json", 200);

    assertThat(report.quotas()).isEmpty();
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("a page points back to an earlier one");
  }

  @Test
  void knowsNoCostThatIsNotPreparedYet() {
    var report = poll(COSTS, "error_data_unavailable.json", 400);

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "error_access_denied.json, FORBIDDEN",
    "error_access_denied.xml, FORBIDDEN",
    "error_throttling.xml, RATE_LIMITED",
    "error_expired_token.json, AUTH",
    "error_signature.json, AUTH",
    "error_throttling.json, RATE_LIMITED",
    "error_internal.json, UNREACHABLE"
  })
  void goesByTheKindInsideAnAnswer400(String file, Kind kind) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.pollChanged(BEDROCK, any -> FIXTURES.answer(file, 400)));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).doesNotContain("111122223333");
  }

  @ParameterizedTest
  @CsvSource({"evil.test/", "'x.evil.test#'", "us-east-1.evil.test", "''"})
  void sendsNothingToARegionThatIsNone(String region) {
    var options = Map.<String, Access.Value>of("region", new Access.Value.Text(region));
    var access = FIXTURES.access(BEDROCK.profile(), options);
    var api = new FixtureApi(BEDROCK, access, Fixtures.NOW, List.of());
    var thrown =
        catchThrowableOfType(ApiException.class, () -> BEDROCK.poll(access, api, Fixtures.NOW));

    assertThat(thrown)
        .hasMessage("NOT_AVAILABLE: region must be the name of one, like eu-central-1");
    assertThat(api.sent()).isEmpty();
    assertThat(BEDROCK.origins(access)).isEmpty();
  }

  private static Report poll(String request, String file, int status) {
    return poll(request, FIXTURES.answer(file, status));
  }

  private static Report poll(String request, Answer answer) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(new Fixtures.Route(request, Map.of(), Optional.empty(), answer));
    routes.addAll(FIXTURES.routes());
    return FixtureApi.poll(BEDROCK, Map.of(), routes);
  }

  private static Quota limit(String name, String model, String limit, Duration window) {
    return Quota.named(name, "tokens")
        .withLimit(new BigDecimal(limit))
        .withWindow(window)
        .withMembers(List.of(model));
  }
}
