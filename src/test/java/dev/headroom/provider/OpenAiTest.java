package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("openai");
  private static final String ORG = "GET /v1/organization/";
  private static final Map<String, Access.Value> ALPHA =
      Map.of("project", new Access.Value.Text("proj_alpha01"));

  @Test
  void readsCostsInDollars() {
    assertThat(FixtureApi.poll(OPENAI).spends())
        .containsExactly(
            spend(19, "7.4182"),
            spend(20, "12.0391"),
            spend(21, "1.877"),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("21.3343")));
  }

  @Test
  void readsAmountsThatComeAsText() {
    assertThat(instead("costs", "costs_string_value.json", 200).spends())
        .contains(spend(20, "12.0391000000000000000000"));
  }

  @Test
  void takesADayWithoutCostsForOneThatWasFree() {
    assertThat(instead("costs", "costs_empty.json", 200).spends())
        .containsExactly(
            spend(21, "0"), new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("0")));
  }

  @Test
  void comparesTheMonthWithTheSpendLimitInCents() {
    assertThat(FixtureApi.poll(OPENAI).quotas())
        .contains(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("1500.00"))
                .withUsed(new BigDecimal("21.3343"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"))
                .withNote("mail at 1200.00 USD"));
  }

  @Test
  void knowsNoLimitWhereNoneIsSet() {
    var report = instead("spend_limit", "error_404_spend_limit.json", 404);

    assertThat(report.quotas()).noneMatch(quota -> quota.limit().isPresent());
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void addsUpTokensByModelOverAllPages() {
    assertThat(FixtureApi.poll(OPENAI).usages())
        .containsExactly(
            usage(20, "gpt-5.4-2026-08-11", 610220, 380000, 71400, 902),
            usage(20, "gpt-5.4-mini-2026-08-11", 202120, 22112, 25081, 529),
            Usage.ofDay(
                LocalDate.of(2026, 11, 21),
                Optional.of("other"),
                Optional.of(44120L + 1200),
                Optional.empty(),
                Optional.empty(),
                Optional.of(88L + 12 + 9 + 4 + 6)),
            usage(21, "gpt-5.4-2026-08-11", 120455, 61210, 15502, 233));
  }

  @Test
  void asksForTheLast31DaysAndNoEnd() {
    var access = FIXTURES.access(OPENAI.profile(), Map.of());
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, FIXTURES.routes());

    OPENAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getFirst().query())
        .containsExactly(
            new Request.Field("start_time", "1792627200"),
            new Request.Field("bucket_width", "1d"),
            new Request.Field("limit", "31"));
  }

  @Test
  void readsAProjectByItself() {
    var report = FixtureApi.poll(OPENAI, ALPHA, projectRoutes());

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).contains(spend(20, "8.0391"));
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

  @Test
  void neverTakesTheOrganizationsFiguresForAProjects() {
    var routes = new ArrayList<>(projectRoutes());
    routes.addAll(0, List.of(route(ORG + "costs", "costs.json", 200)));

    var report = FixtureApi.poll(OPENAI, ALPHA, routes);

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("costs");
    assertThat(report.quotas().getFirst().used()).isEmpty();
  }

  @Test
  void refusesPagesThatPromiseMoreWithoutACursor() {
    var text = FIXTURES.text("costs.json").replace("\"has_more\": false", "\"has_more\": true");
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.addFirst(
        new Fixtures.Route(
            ORG + "costs", Map.of(), Optional.empty(), new Answer(200, Map.of(), text)));

    var report = FixtureApi.poll(OPENAI, Map.of(), routes);

    assertThat(report.gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("$.next_page: expected a cursor, found null");
  }

  @Test
  void readsTheWindowsOfAnOrdinaryKeyWhenAskedToProbe() {
    assertThat(probe("chat_completion.json", "chat_completion.headers").quotas())
        .containsExactly(
            Quota.named("Requests/min", "requests")
                .withRemaining(new BigDecimal("4999"), new BigDecimal("5000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:00:00.012Z")),
            Quota.named("Tokens/min", "tokens")
                .withRemaining(new BigDecimal("799988"), new BigDecimal("800000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:04:15Z")),
            Quota.named("Project tokens/min", "tokens")
                .withRemaining(new BigDecimal("118400"), new BigDecimal("120000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:00:00.850Z")));
  }

  @Test
  void readsTheWindowsOfARefusalThatIsOnlyAPause() {
    assertThat(probe("error_429_rate_limit.json", "error_429_rate_limit.headers").quotas())
        .extracting(quota -> quota.remaining().orElseThrow())
        .containsExactly(new BigDecimal("4120"), new BigDecimal("1000"));
  }

  @ParameterizedTest
  @CsvSource({
    "error_401_invalid_key.json, 401, AUTH, 'the credential was refused (401): Incorrect API key provided: ***'",
    "error_429_insufficient_quota.json, 429, EXHAUSTED, 'quota or money is gone (429): You exceeded your current quota, please check your plan and billing details'",
    "error_400_costs_limit.json, 400, NOT_AVAILABLE, 'what was asked is not there (400): Invalid limit provided: 366. Limit must be less than or equal to 180'",
    "error_500.json, 500, UNREACHABLE, 'the provider failed (500): The server had an error while processing your request'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(OPENAI, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "error_403_missing_scope_object.json, 403",
    "error_403_missing_scope_string.json, 403",
    "error_403_missing_scope_string.json, 401"
  })
  void saysThatAnAdminKeyIsNeeded(String file, int status) {
    assertThatThrownBy(() -> FixtureApi.pollChanged(OPENAI, any -> FIXTURES.answer(file, status)))
        .hasMessage(
            "FORBIDDEN: the credential is not allowed to do this (%d): You have insufficient permissions for this operation. Missing scopes: api.usage.read; an admin key with api.usage.read is needed, or probe-model for an ordinary one"
                .formatted(status));
  }

  @Test
  void takesABrowserOnlyEndpointForOneThatTheKeyMayNotUse() {
    var failure = FixtureApi.failure(OPENAI, "error_403_session_key_only.json", 403);

    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(failure.retryAt()).isEmpty();
  }

  @Test
  void readsAWindowThatOnlySomeKeysHave() {
    var headers =
        Map.of(
            "x-ratelimit-limit-tokens_usage_based", List.of("200000"),
            "x-ratelimit-remaining-tokens_usage_based", List.of("150000"),
            "x-ratelimit-reset-tokens_usage_based", List.of("1m30s"));

    assertThat(RateLimitHeaders.read(new Answer(200, headers, "{}"), OpenAi.WINDOWS, Fixtures.NOW))
        .containsExactly(
            Quota.named("Usage-based tokens/min", "tokens")
                .withRemaining(new BigDecimal("150000"), new BigDecimal("200000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:01:30Z")));
  }

  private static Report instead(String path, String file, int status) {
    return FixtureApi.poll(
        OPENAI, Map.of(), FixtureApi.instead("openai", ORG + path, file, status));
  }

  private static Report probe(String body, String headers) {
    var route =
        new Fixtures.Route(
            "POST /v1/chat/completions",
            Map.of(),
            Optional.of("\"max_completion_tokens\":1"),
            FIXTURES.answer(body, headers));
    return FixtureApi.poll(
        OPENAI, Map.of("probe-model", new Access.Value.Text("gpt-5.4-mini")), List.of(route));
  }

  private static List<Fixtures.Route> projectRoutes() {
    return FIXTURES.routes("routes_project.json");
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Spend spend(int day, String amount) {
    return new Spend(Period.day(LocalDate.of(2026, 11, day)), Money.usd(amount));
  }

  private static Usage usage(int day, String model, long in, long cached, long out, long requests) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day),
        Optional.of(model),
        Optional.of(in),
        Optional.of(cached),
        Optional.of(out),
        Optional.of(requests));
  }
}
