package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the account of one project shows.
final class OpenAiProjectTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("openai");
  private static final String ORG = "GET /v1/organization/";
  private static final Map<String, Access.Value> ALPHA =
      Map.of("project", new Access.Value.Text("proj_alpha01"));

  @Test
  void readsAProjectByItself() {
    var report = FixtureApi.poll(OPENAI, ALPHA, projectRoutes());

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends())
        .contains(new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("8.0391")));
    assertThat(report.quotas().getFirst())
        .isEqualTo(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("400.00"))
                .withUsed(new BigDecimal("8.0391"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"))
                .withNote("project Alpha, not enforced, mail at 1200.00 USD"));
    assertThat(report.quotas())
        .contains(
            Quota.named("gpt-5.4: requests/min", "requests")
                .withLimit(new BigDecimal("5000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of("gpt-5.4")));
    assertThat(report.quotas())
        .extracting(Quota::name)
        .contains("gpt-image-2: requests/day", "whisper-1: audio MB/min")
        .doesNotContain("whisper-1: tokens/min");
  }

  @ParameterizedTest
  @CsvSource({
    "costs, costs.json, costs",
    "usage/completions, usage_completions.json, usage by model",
    "usage/vector_stores, usage_vector_stores.json, usage of vector stores"
  })
  void neverTakesTheOrganizationsFiguresForAProjects(String path, String file, String part) {
    var report = FixtureApi.poll(OPENAI, ALPHA, routes(route(ORG + path, Map.of(), file)));

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly(part + ": $.data[0].results[0].project_id: expected a name, found null");
  }

  @Test
  void knowsNoSpendWithoutTheProjectsOwn() {
    var report =
        FixtureApi.poll(OPENAI, ALPHA, routes(route(ORG + "costs", Map.of(), "costs.json")));

    assertThat(report.spends()).isEmpty();
    assertThat(report.quotas().getFirst().used()).isEmpty();
  }

  @Test
  void readsTheRateLimitsOfAllPages() {
    var path = ORG + "projects/proj_alpha01/rate_limits";
    var report =
        FixtureApi.poll(
            OPENAI,
            ALPHA,
            routes(
                route(path, Map.of("after", "rl-gpt-6"), "project_rate_limits.json"),
                route(path, Map.of("limit", "100"), "project_rate_limits_page1.json")));

    assertThat(report.quotas())
        .filteredOn(quota -> quota.name().contains("requests/"))
        .extracting(Quota::name)
        .containsExactly(
            "gpt-6: requests/min",
            "gpt-5.4: requests/min",
            "gpt-image-2: requests/min",
            "gpt-image-2: requests/day",
            "whisper-1: requests/min");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4: batch tokens/day, 90000000, tokens, PT24H",
    "gpt-image-2: images/min, 50, images, PT1M",
    "gpt-image-2: requests/day, 10000, requests, PT24H",
    "whisper-1: audio MB/min, 100, MB, PT1M"
  })
  void readsEveryKindOfRateLimit(String name, BigDecimal limit, String unit, Duration window) {
    assertThat(FixtureApi.poll(OPENAI, ALPHA, projectRoutes()).quotas())
        .contains(
            Quota.named(name, unit)
                .withLimit(limit)
                .withWindow(window)
                .withMembers(List.of(name.substring(0, name.indexOf(':')))));
  }

  @Test
  void asksForTheNamesOfArchivedProjectsToo() {
    var access = FIXTURES.access(OPENAI.profile(), ALPHA);
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, projectRoutes());

    OPENAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().endsWith("/projects"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.query()).contains(new Request.Field("include_archived", "true")));
  }

  private static List<Fixtures.Route> projectRoutes() {
    return FIXTURES.routes("routes_project.json");
  }

  private static List<Fixtures.Route> routes(Fixtures.Route... first) {
    var routes = new ArrayList<>(List.of(first));
    routes.addAll(projectRoutes());
    return routes;
  }

  private static Fixtures.Route route(String request, Map<String, String> query, String file) {
    return new Fixtures.Route(request, query, Optional.empty(), FIXTURES.answer(file));
  }
}
