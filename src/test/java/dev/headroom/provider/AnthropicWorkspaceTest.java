package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnthropicWorkspaceTest {

  private static final Anthropic ANTHROPIC = new Anthropic();
  private static final Fixtures FIXTURES = Fixtures.of("anthropic");
  private static final String ORG = "GET /v1/organizations/";
  private static final Map<String, Access.Value> ONE =
      Map.of("workspace", new Access.Value.Text("wrkspc_s01"));

  @Test
  void readsTheFiguresOfOneWorkspace() {
    var report = poll("cost_report_by_workspace.json");

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends())
        .startsWith(
            new Spend(Period.day(LocalDate.of(2026, 11, 19)), Money.usd("304.15000000")),
            new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("9.234512")));
    assertThat(report.usages())
        .containsExactly(
            Usage.ofDay(
                LocalDate.of(2026, 11, 21),
                Optional.of("claude-opus-5-5"),
                Optional.of(2100L + 1200 + 4400 + 88100),
                Optional.of(88100L),
                Optional.of(700L),
                Optional.empty()));
    assertThat(report.quotas())
        .contains(
            Quota.named("claude-opus-5-5: input tokens/min", "tokens")
                .withLimit(new BigDecimal("500000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of("claude-opus-5-5")));
  }

  @Test
  void neverTakesTheOrganizationsFiguresForAWorkspaces() {
    var report = poll("cost_report_without_workspaces.json");

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps())
        .extracting(Gap::part, gap -> gap.failure().reason())
        .containsExactly(
            tuple(
                "costs",
                "$.data[0].results[0].workspace_id: expected a workspace or null, found nothing"));
  }

  @Test
  void asksForWorkspacesToBeToldApart() {
    var access = FIXTURES.access(ANTHROPIC.profile(), ONE);
    var api = new FixtureApi(ANTHROPIC, access, Fixtures.NOW, routes("cost_report.json"));

    ANTHROPIC.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getFirst().query())
        .contains(new Request.Field("group_by[]", "workspace_id"));
  }

  @Test
  void addsUpWhatClaudeCodeCostOfAUsersTerminals() {
    assertThat(FixtureApi.poll(ANTHROPIC).quotas())
        .filteredOn(quota -> quota.name().startsWith("Claude Code"))
        .containsExactly(
            today("Claude Code today", "4.005"),
            today("Claude Code today: dev1@example.test", "4.005"),
            today("Claude Code today: ci-bot", "0.00"));
  }

  @Test
  void knowsAnEstimateAlsoOfAUserWithoutCosts() {
    var routes =
        FixtureApi.instead(
            "anthropic", ORG + "usage_report/claude_code", "usage_report_claude_code.json", 200);

    assertThat(FixtureApi.poll(ANTHROPIC, Map.of(), routes).quotas())
        .filteredOn(quota -> quota.name().startsWith("Claude Code"))
        .containsExactly(
            today("Claude Code today", "3.77"),
            today("Claude Code today: dev1@example.test", "3.77"),
            today("Claude Code today: ci-bot", "0.00"));
  }

  @Test
  void knowsNoCostOfADayWithoutClaudeCode() {
    var routes =
        FixtureApi.instead(
            "anthropic", ORG + "usage_report/claude_code", "claude_code_none.json", 200);

    var report = FixtureApi.poll(ANTHROPIC, Map.of(), routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).noneMatch(quota -> quota.name().startsWith("Claude Code"));
  }

  private static Report poll(String costs) {
    return FixtureApi.poll(ANTHROPIC, ONE, routes(costs));
  }

  private static List<Fixtures.Route> routes(String costs) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route("cost_report", costs));
    routes.add(route("usage_report/messages", "usage_report_by_workspace.json"));
    routes.add(route("workspaces/wrkspc_s01/rate_limits", "rate_limits_workspace.json"));
    routes.addAll(FIXTURES.routes());
    return routes;
  }

  private static Fixtures.Route route(String path, String file) {
    return new Fixtures.Route(ORG + path, Map.of(), Optional.empty(), FIXTURES.answer(file));
  }

  private static Quota today(String name, String used) {
    return Quota.named(name, "USD")
        .withUsed(new BigDecimal(used))
        .withResetsAt(Instant.parse("2026-11-22T00:00:00Z"))
        .withNote("estimate");
  }
}
