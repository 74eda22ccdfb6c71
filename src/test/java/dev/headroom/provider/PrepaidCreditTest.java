package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrepaidCreditTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Anthropic ANTHROPIC = new Anthropic();

  @Test
  void takesTheCostsSinceItsDayOff() {
    assertThat(poll(OPENAI, "50", "2026-11-20").balances()).containsExactly(left("36.0839"));
    assertThat(poll(ANTHROPIC, "1000", "2026-11-19").balances())
        .containsExactly(left("686.61548800"));
  }

  @Test
  void mayBeOverdrawn() {
    assertThat(poll(OPENAI, "1", "2026-11-21").balances()).containsExactly(left("-0.877"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 1792627200, 31",
    "2026-10-21, 1792540800, 32",
    "2026-01-01, 1767225600, 180",
    "2025-11-20, 1792627200, 31"
  })
  void asksForTheCostsOfEveryDaySinceThen(String since, String start, String days) {
    var access = Fixtures.of("openai").access(OPENAI.profile(), credit("50", since));
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, Fixtures.of("openai").routes());

    OPENAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getFirst().query())
        .contains(new Request.Field("start_time", start), new Request.Field("limit", days));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2025-11-20", "2026-11-22", "2026-13-01"})
  void saysWhichDaysItTakes(String since) {
    assertThat(gaps(poll(OPENAI, "50", since)))
        .containsExactly("credit: credit-since must be a day of the last year, like 2026-11-01");
  }

  @Test
  void isNotThatOfAPart() {
    var options = new HashMap<>(credit("50", "2026-11-20"));
    options.put("project", new Access.Value.Text("proj_alpha01"));

    var report =
        FixtureApi.poll(OPENAI, options, Fixtures.of("openai").routes("routes_project.json"));

    assertThat(gaps(report))
        .containsExactly("credit: credit is the whole organization's, not that of a part of it");
  }

  @ParameterizedTest
  @CsvSource({"error_400_cost_range.json, 400", "error_529.json, 529"})
  void isUnknownWhileCostsAre(String file, int status) {
    var report =
        FixtureApi.poll(
            ANTHROPIC,
            credit("50", "2026-11-20"),
            FixtureApi.instead("anthropic", "GET /v1/organizations/cost_report", file, status));

    assertThat(report.balances()).isEmpty();
    assertThat(gaps(report)).contains("credit: what was spent since is not known");
  }

  private static Report poll(Provider provider, String amount, String since) {
    return FixtureApi.poll(provider, credit(amount, since));
  }

  private static Map<String, Access.Value> credit(String amount, String since) {
    return Map.of(
        "credit", new Access.Value.Text(amount), "credit-since", new Access.Value.Text(since));
  }

  private static List<String> gaps(Report report) {
    return report.gaps().stream().map(gap -> gap.part() + ": " + gap.failure().reason()).toList();
  }

  private static Balance left(String amount) {
    return new Balance("Credit, computed", Money.usd(amount), false);
  }
}
