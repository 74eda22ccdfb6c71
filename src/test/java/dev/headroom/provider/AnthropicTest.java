package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicTest {

  private static final Anthropic ANTHROPIC = new Anthropic();
  private static final Fixtures FIXTURES = Fixtures.of("anthropic");
  private static final String COSTS = "GET /v1/organizations/cost_report";

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
  void readsConfiguredRateLimitsWithoutUsage() {
    assertThat(FixtureApi.poll(ANTHROPIC).quotas())
        .contains(
            Quota.named("Claude Opus 5.5: input tokens/min", "tokens")
                .withLimit(new BigDecimal("2000000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of("claude-opus-5-5")),
            Quota.named("token count: requests/min", "requests")
                .withLimit(new BigDecimal("10000"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @Test
  void readsOnlyMembersThatHaveALimit() {
    assertThat(FixtureApi.poll(ANTHROPIC).quotas())
        .filteredOn(quota -> quota.name().startsWith("Spend limit"))
        .containsExactly(
            Quota.named("Spend limit of Sample Dev, monthly", "USD")
                .withLimit(new BigDecimal("500.00"))
                .withUsed(new BigDecimal("420.125")));
  }

  @Test
  void comparesTheMonthWithTheConfiguredCap() {
    var report = FixtureApi.poll(ANTHROPIC, Map.of("monthly-limit", new Access.Value.Text("500")));

    assertThat(report.quotas())
        .contains(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("500"))
                .withUsed(new BigDecimal("313.38451200"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"))
                .withNote("configured"));
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
  void readsOnWhenThereAreNoRateLimitsToRead() {
    var routes =
        FixtureApi.instead(
            "anthropic", "GET /v1/organizations/rate_limits", "error_404_model.json", 404);

    assertThat(FixtureApi.poll(ANTHROPIC, Map.of(), routes).gaps()).isEmpty();
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
  void readsTheWindowsOfAnOrdinaryKeyWhenAskedToProbe() {
    var quotas = probe("messages.json", "messages_priority.headers").quotas();

    assertThat(quotas)
        .extracting(Quota::name)
        .containsExactly(
            "Requests/min",
            "Tokens/min",
            "Input tokens/min",
            "Output tokens/min",
            "Priority input tokens/min",
            "Priority output tokens/min");
    assertThat(quotas.get(4))
        .isEqualTo(
            Quota.named("Priority input tokens/min", "tokens")
                .withRemaining(new BigDecimal("11240"), new BigDecimal("12000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T09:30:59Z")));
  }

  @Test
  void readsTheWindowsOfFastMode() {
    assertThat(probe("messages.json", "messages_fast.headers").quotas().subList(4, 6))
        .containsExactly(
            Quota.named("Fast input tokens/min", "tokens")
                .withRemaining(new BigDecimal("88000"), new BigDecimal("100000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T09:30:07Z")),
            Quota.named("Fast output tokens/min", "tokens")
                .withRemaining(new BigDecimal("19000"), new BigDecimal("20000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T09:30:03Z")));
  }

  @Test
  void readsTheWindowsOfARefusalThatIsOnlyAPause() {
    assertThat(probe("error_429_rate_limit.json", "error_429_rate_limit.headers").quotas())
        .containsExactly(
            Quota.named("Requests/min", "requests")
                .withRemaining(BigDecimal.ZERO, new BigDecimal("4000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T09:30:17Z")));
  }

  @Test
  void takesAReachedSpendLimitForTheEndOfTheMoney() {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> probe("error_429_spend_limit.json", "error_429_spend_limit.headers"));

    assertThat(thrown)
        .hasMessage(
            "EXHAUSTED: quota or money is gone (429): The organization reached its monthly API usage"
                + " threshold. Access returns on 2026-12-01 at 00:00 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): invalid x-api-key'",
    "error_402_billing.json, 402, EXHAUSTED, 'quota or money is gone (402): Payment required for this account'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): This API key does not have permission to use the Admin API; an admin key is needed, or probe-model for an ordinary one'",
    "error_500.json, 500, UNREACHABLE, 'the provider failed (500): Internal server error'",
    "error_529.json, 529, UNREACHABLE, 'the provider failed (529): Overloaded'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(ANTHROPIC, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  private static dev.headroom.usage.Report probe(String body, String headers) {
    var route =
        new Fixtures.Route(
            "POST /v1/messages",
            Map.of(),
            Optional.of("\"max_tokens\":1"),
            FIXTURES.answer(body, headers));
    return FixtureApi.poll(
        ANTHROPIC,
        Map.of("probe-model", new Access.Value.Text("claude-haiku-5-5")),
        List.of(route));
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
