package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicTest {

  private static final Anthropic ANTHROPIC = new Anthropic();
  private static final Fixtures FIXTURES = Fixtures.of("anthropic");
  private static final String COSTS = "GET /v1/organizations/cost_report";
  private static final Map<String, Access.Value> CAP =
      Map.of("monthly-limit", new Access.Value.Text("500"));

  @Test
  void readsCostsInCents() {
    assertThat(FixtureApi.poll(ANTHROPIC).spends())
        .containsExactly(
            new Spend(Period.day(LocalDate.of(2026, 11, 19)), Money.usd("304.15000000")),
            new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("9.234512")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("313.38451200")));
  }

  @Test
  void countsCachedTokensAndNestedCacheWritesAsInput() {
    assertThat(FixtureApi.poll(ANTHROPIC).usages())
        .containsExactly(
            usage(20, "claude-haiku-5-5", 990, 0, 210),
            usage(20, "claude-opus-5-5", 15230 + 1200 + 4400 + 88100, 88100, 6120),
            usage(21, "claude-opus-5-5", 2100 + 1200 + 4400 + 88100, 88100, 700));
  }

  @Test
  void addsUpTheRowsOfADay() {
    var routes = FixtureApi.instead("anthropic", COSTS, "cost_report_by_description.json", 200);

    assertThat(FixtureApi.poll(ANTHROPIC, Map.of(), routes).spends())
        .startsWith(new Spend(Period.day(LocalDate.of(2026, 11, 20)), Money.usd("9.234512")));
  }

  @Test
  void readsADaysTokensWhereModelsAreNotToldApart() {
    var routes =
        FixtureApi.instead(
            "anthropic",
            "GET /v1/organizations/usage_report/messages",
            "usage_report_messages.json",
            200);

    assertThat(FixtureApi.poll(ANTHROPIC, Map.of(), routes).usages())
        .containsExactly(
            Usage.ofDay(
                LocalDate.of(2026, 11, 20),
                Optional.empty(),
                Optional.of(15230L + 1200 + 4400 + 88100),
                Optional.of(88100L),
                Optional.of(6120L),
                Optional.empty()));
  }

  @Test
  void comparesTheMonthWithTheConfiguredCap() {
    var report = FixtureApi.poll(ANTHROPIC, CAP);

    assertThat(report.quotas())
        .contains(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("500"))
                .withUsed(new BigDecimal("313.38451200"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"))
                .withNote("configured, organization Example Org"));
  }

  @ParameterizedTest
  @CsvSource({"error_403.json, 403", "error_500.json, 500", "cost_report.json, 200"})
  void missesNothingWithoutTheOrganizationsName(String file, int status) {
    var routes = FixtureApi.instead("anthropic", "GET /v1/organizations/me", file, status);

    var report = FixtureApi.poll(ANTHROPIC, CAP, routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas().getFirst().note()).contains("configured");
  }

  @Test
  void takesTheRefusalOfAnEmptyRangeForNoDataYet() {
    var routes = FixtureApi.instead("anthropic", COSTS, "error_400_cost_range.json", 400);

    var report = FixtureApi.poll(ANTHROPIC, Map.of(), routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).isEmpty();
    assertThat(report.usages()).hasSize(3);
  }

  @Test
  void marksCostsThatCouldNotBeRead() {
    var report =
        FixtureApi.poll(
            ANTHROPIC, Map.of(), FixtureApi.instead("anthropic", COSTS, "error_529.json", 529));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("costs");
    assertThat(report.spends()).isEmpty();
  }

  @Test
  void asksForTheLast31DaysFromMidnight() {
    var access = FIXTURES.access(ANTHROPIC.profile(), Map.of());
    var api = new FixtureApi(ANTHROPIC, access, Fixtures.NOW, FIXTURES.routes());

    ANTHROPIC.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getFirst().query())
        .containsExactly(
            new Request.Field("starting_at", "2026-10-22T00:00:00Z"),
            new Request.Field("limit", "31"));
  }

  @Test
  void asksOnceAnHourForWhatRarelyChanges() {
    var access = FIXTURES.access(ANTHROPIC.profile(), CAP);
    var api = new FixtureApi(ANTHROPIC, access, Fixtures.NOW, FIXTURES.routes());

    ANTHROPIC.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .extracting(
            request -> request.url().getPath().replace("/v1/organizations/", ""), Request::keptFor)
        .contains(
            tuple("cost_report", Duration.ZERO),
            tuple("usage_report/messages", Duration.ZERO),
            tuple("usage_report/claude_code", Duration.ofHours(1)),
            tuple("rate_limits", Duration.ofHours(1)),
            tuple("me", Duration.ofHours(1)),
            tuple("spend_limits/effective", Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): invalid x-api-key'",
    "error_402_billing.json, 402, EXHAUSTED, 'quota or money is gone (402): Payment required for this account'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): This API key does not have permission to use the Admin API; an admin key is needed, or probe-model or check-model for an ordinary one'",
    "error_500.json, 500, UNREACHABLE, 'the provider failed (500): Internal server error'",
    "error_529.json, 529, UNREACHABLE, 'the provider failed (529): Overloaded'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(ANTHROPIC, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  private static Usage usage(int day, String model, long in, long cached, long out) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day),
        Optional.of(model),
        Optional.of(in),
        Optional.of(cached),
        Optional.of(out),
        Optional.empty());
  }
}
