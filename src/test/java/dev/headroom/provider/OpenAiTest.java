package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure.Kind;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("openai");
  private static final String ORG = "GET /v1/organization/";

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
  void addsUpTheLineItemsOfADay() {
    assertThat(instead("costs", "costs_by_line_item.json", 200).spends())
        .contains(spend(20, "12.0391"));
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
  void takesALimitOfAnotherSpanForNoneOfTheMonth() {
    var text = FIXTURES.text("organization_spend_limit.json").replace("\"month\"", "\"week\"");

    var report = answering("spend_limit", text);

    assertThat(report.quotas()).noneMatch(quota -> quota.name().equals("Monthly spend"));
    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("spend limit: $.interval: expected month, found text");
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
  void asksOnceAnHourForWhatRarelyChanges() {
    var access = FIXTURES.access(OPENAI.profile(), Map.of());
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, FIXTURES.routes());

    OPENAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.keptFor().isZero())
        .extracting(request -> request.url().getPath().replace("/v1/organization/", ""))
        .containsExactly("costs", "usage/completions", "usage/completions");
    assertThat(api.sent())
        .extracting(Request::keptFor)
        .containsOnly(Duration.ZERO, Duration.ofHours(1));
  }

  @Test
  void hasNoUseForTheBalanceThatOnlyBrowsersAreTold() {
    var access = FIXTURES.access(OPENAI.profile(), Map.of());
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, FIXTURES.routes());

    assertThat(OPENAI.poll(access, api, Fixtures.NOW).balances()).isEmpty();
    assertThat(api.sent()).noneMatch(request -> request.url().getPath().contains("billing"));
    assertThat(FixtureApi.failure(OPENAI, "credit_grants_legacy.json", 200).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void refusesPagesThatPromiseMoreWithoutACursor() {
    var text = FIXTURES.text("costs.json").replace("\"has_more\": false", "\"has_more\": true");

    assertThat(answering("costs", text).gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("$.next_page: expected a cursor, found null");
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

  private static Report instead(String path, String file, int status) {
    return FixtureApi.poll(
        OPENAI, Map.of(), FixtureApi.instead("openai", ORG + path, file, status));
  }

  private static Report answering(String path, String text) {
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.addFirst(
        new Fixtures.Route(
            ORG + path, Map.of(), Optional.empty(), new Answer(200, Map.of(), text)));
    return FixtureApi.poll(OPENAI, Map.of(), routes);
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
