package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What z.ai counted by model and by tool.
final class ZaiUsageTest {

  private static final Zai ZAI = new Zai();
  private static final Fixtures FIXTURES = Fixtures.of("zai");
  private static final String MODELS = "GET https://api.z.ai/api/monitor/usage/model-usage";
  private static final String TOOLS = "GET https://api.z.ai/api/monitor/usage/tool-usage";
  private static final Map<String, Access.Value> CHINA =
      Map.of(
          "region", new Access.Value.Text("china"), "organization", new Access.Value.Text("org-1"));

  @Test
  void addsUpTheTokensOfEachModelAndTheCallsOfEachTool() {
    var report = FixtureApi.poll(ZAI);

    assertThat(report.quotas())
        .endsWith(
            tokens("GLM-5", "208412").withNote("estimate"),
            tokens("GLM-4.7", "4010").withNote("estimate"),
            calls("search-prime", "3").withNote("estimate"));
    assertThat(report.usages()).as("no day where the zone is a guess").isEmpty();
  }

  @Test
  void putsCallsOnDaysInUtcWhereTheZoneIsKnown() {
    var report = FixtureApi.poll(ZAI, CHINA, FIXTURES.routes("routes_team.json"));

    assertThat(report.usages())
        .containsExactly(day(LocalDate.of(2026, 11, 20), 24), day(LocalDate.of(2026, 11, 21), 7));
    assertThat(report.quotas()).endsWith(tokens("GLM-5", "147154"), calls("search-prime", "16"));
  }

  @ParameterizedTest
  @CsvSource({
    "model_usage_odd.json, '$.data.modelDataList[0].tokensUsage: expected a number for each time, found a list'",
    "model_usage_label.json, '$.data.x_time[0]: expected a time, found text'"
  })
  void marksAnAnswerThatHasChanged(String file, String reason) {
    var report = FixtureApi.poll(ZAI, Map.of(), FixtureApi.instead("zai", MODELS, file, 200));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage by model");
    assertThat(report.gaps().getFirst().failure().reason()).isEqualTo(reason);
  }

  @Test
  void isQuietWhereNeitherIsTold() {
    var routes = new ArrayList<>(FixtureApi.instead("zai", MODELS, "error_other.json", 404));
    routes.addAll(0, FixtureApi.instead("zai", TOOLS, "error_other.json", 404).subList(0, 1));
    var report = FixtureApi.poll(ZAI, Map.of(), routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).hasSize(3);
  }

  private static Quota tokens(String model, String used) {
    return recent(model, "tokens", used).withMembers(List.of(model));
  }

  private static Quota calls(String tool, String used) {
    return recent(tool, "calls", used);
  }

  private static Quota recent(String name, String unit, String used) {
    return Quota.named(name + ", 24 hours", unit)
        .withUsed(new BigDecimal(used))
        .withWindow(Duration.ofDays(1));
  }

  private static Usage day(LocalDate day, long requests) {
    return Usage.ofDay(
        day,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(requests));
  }
}
