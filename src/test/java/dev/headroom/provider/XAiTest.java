package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
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

final class XAiTest {

  private static final XAi XAI = new XAi();
  private static final Fixtures FIXTURES = Fixtures.of("xai");
  private static final String TEAM = "/v1/billing/teams/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/";
  private static final String INVOICE = "GET " + TEAM + "postpaid/invoice/preview";
  private static final String USAGE = "POST " + TEAM + "usage";
  private static final String LIMITS = "GET " + TEAM + "postpaid/spending-limits";

  @Test
  void takesWhatTheCycleUsedOffThePrepaidCredit() {
    assertThat(FixtureApi.poll(XAI).balances())
        .containsExactly(new Balance("Prepaid credit", Money.usd("297.78"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "invoice_preview_positive_used.json, 40.00, false",
    "invoice_preview_spent.json, -0.005, true"
  })
  void readsTheUsedCreditWhateverItsSign(String file, String left, boolean depleted) {
    assertThat(instead(INVOICE, file, 200).balances())
        .containsExactly(new Balance("Prepaid credit", Money.usd(left), depleted));
  }

  @Test
  void readsDaysInDollarsAndTheMonthInCents() {
    assertThat(FixtureApi.poll(XAI).spends())
        .containsExactly(day(20, "0.75973725"), day(21, "0.62"), month(11, "8.42"));
  }

  @Test
  void comparesTheInvoiceWithTheSpendingLimit() {
    assertThat(FixtureApi.poll(XAI).quotas())
        .containsExactly(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("200.00"))
                .withUsed(new BigDecimal("8.42"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
  }

  @Test
  void takesALimitOfNothingForPrepaidOnly() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route(LIMITS, "error_404_team.json", 404));
    routes.addAll(FixtureApi.instead("xai", INVOICE, "invoice_preview_positive_used.json", 200));

    var report = FixtureApi.poll(XAI, Map.of(), routes);

    assertThat(report.quotas()).isEmpty();
    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).contains(month(11, "1.37973725"));
  }

  @Test
  void readsATeamThatPaysAfterwards() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route("GET " + TEAM + "prepaid/balance", "error_404_team.json", 404));
    routes.add(route(LIMITS, "error_404_team.json", 404));
    routes.addAll(FixtureApi.instead("xai", INVOICE, "invoice_preview_postpaid.json", 200));

    var report = FixtureApi.poll(XAI, Map.of(), routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.balances()).isEmpty();
    assertThat(report.spends()).contains(month(10, "123.45"));
    assertThat(report.quotas())
        .containsExactly(
            Quota.named("Monthly spend", "USD")
                .withLimit(new BigDecimal("500.00"))
                .withUsed(new BigDecimal("123.45"))
                .withResetsAt(Instant.parse("2026-11-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({"prepaid_balance.json, 306.20", "prepaid_balance_overdrawn.json, -3.33"})
  void saysOfWhenTheLedgersCreditIs(String file, String left) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(route("GET " + TEAM + "prepaid/balance", file, 200));
    routes.addAll(FixtureApi.instead("xai", INVOICE, "error_404_team.json", 404));

    var report = FixtureApi.poll(XAI, Map.of(), routes);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.balances())
        .containsExactly(new Balance("Prepaid credit at the last invoice", Money.usd(left), false));
  }

  @Test
  void readsAmountsInTextsAndDaysInOtherZones() {
    assertThat(instead(USAGE, "usage_odd.json", 200).spends())
        .containsExactly(day(19, "1.25"), month(11, "8.42"));
  }

  @Test
  void knowsNoCostWhereNoneIsTold() {
    assertThat(instead(USAGE, "usage_empty.json", 200).spends()).containsExactly(month(11, "8.42"));
  }

  @ParameterizedTest
  @CsvSource({
    "usage_limit_reached.json, 200, '$.limitReached: expected all of the usage, found true or false'",
    "error_403.json, 403, 'the credential is not allowed to do this (403): Management key lacks billing read ACL; give the key read access to billing at console.x.ai'",
    "error_404_team.json, 404, 'what was asked is not there (404): Team not found'"
  })
  void marksCostsThatAreMissing(String file, int status, String reason) {
    var report = instead(USAGE, file, status);

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("costs: " + reason);
    assertThat(report.spends()).containsExactly(month(11, "8.42"));
  }

  @Test
  void asksForTheTeamWhenItIsNotConfigured() {
    var access = FIXTURES.access(XAI.profile(), Map.of("team", new Access.Value.Text("")));
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.add(
        route("GET /auth/management-keys/validation", "management_key_validation.json", 200));
    var api = new FixtureApi(XAI, access, Fixtures.NOW, routes);

    assertThat(XAI.poll(access, api, Fixtures.NOW)).isEqualTo(FixtureApi.poll(XAI));
    assertThat(api.sent().getFirst().url().getPath()).isEqualTo("/auth/management-keys/validation");
  }

  @Test
  void failsForATeamThatIsNotThere() {
    var access =
        FIXTURES.access(XAI.profile(), Map.of("team", new Access.Value.Text("other team/..")));
    Api api = new FixtureApi(XAI, access, Fixtures.NOW, missing("other%20team%2F.."));

    assertThatThrownBy(() -> XAI.poll(access, api, Fixtures.NOW))
        .hasMessage("NOT_AVAILABLE: what was asked is not there (404): Team not found");
  }

  @Test
  void readsTheStateAndTheLimitsOfAnInferenceKey() {
    assertThat(inference("api_key.json", List.of("grok-4.6")).readings())
        .containsExactly(
            Quota.named("grok-4.6: requests", "requests")
                .withMembers(List.of("grok-4.6"))
                .withRemaining(new BigDecimal("479"), new BigDecimal("480")),
            Quota.named("grok-4.6: tokens", "tokens")
                .withMembers(List.of("grok-4.6"))
                .withRemaining(new BigDecimal("1999904"), new BigDecimal("2000000")));
    assertThat(inference("api_key.json", List.of())).isEqualTo(Report.of(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "api_key_disabled.json, 'AUTH: the key is blocked or disabled; see API Keys at console.x.ai'",
    "api_key_team_blocked.json, 'FORBIDDEN: the team is blocked; see Billing at console.x.ai'",
    "usage_empty.json, 'UNREADABLE: $.api_key_disabled: expected true or false, found nothing'"
  })
  void saysThatAKeyIsBlocked(String file, String message) {
    assertThatThrownBy(() -> inference(file, List.of("grok-4.6"))).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "error_400_invalid_key.json, 400, AUTH, 'the credential was refused (400): Incorrect API key provided: ***; a management key is needed, or key-kind: inference for an ordinary one'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): Management key lacks billing read ACL; give the key read access to billing at console.x.ai'",
    "error_429.json, 429, RATE_LIMITED, 'asked too often (429): Too many requests'",
    "error_429_credits.json, 429, EXHAUSTED, 'quota or money is gone (429): Your team has either used all available credits or reached its monthly spending limit; buy credits or raise the limit at console.x.ai'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(XAI, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  private static Report instead(String request, String file, int status) {
    return FixtureApi.poll(XAI, Map.of(), FixtureApi.instead("xai", request, file, status));
  }

  private static Report inference(String key, List<String> models) {
    var chat =
        new Fixtures.Route(
            "POST /v1/chat/completions",
            Map.of(),
            Optional.of("\"max_completion_tokens\":1"),
            FIXTURES.answer("chat_completion.json", "chat_completion.headers"));
    return FixtureApi.poll(
        XAI,
        Map.of(
            "key-kind", new Access.Value.Text("inference"),
            "probe-models", new Access.Value.Texts(models)),
        List.of(route("GET https://api.x.ai/v1/api-key", key, 200), chat));
  }

  private static List<Fixtures.Route> missing(String team) {
    var path = "/v1/billing/teams/" + team.replace("%20", " ").replace("%2F", "/") + "/";
    return List.of(
        route("POST " + path + "usage", "error_404_team.json", 404),
        route("GET " + path + "postpaid/invoice/preview", "error_404_team.json", 404),
        route("GET " + path + "postpaid/spending-limits", "error_404_team.json", 404),
        route("GET " + path + "prepaid/balance", "error_404_team.json", 404));
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Spend day(int day, String amount) {
    return new Spend(Period.day(LocalDate.of(2026, 11, day)), Money.usd(amount));
  }

  private static Spend month(int month, String amount) {
    return new Spend(Period.month(YearMonth.of(2026, month)), Money.usd(amount));
  }
}
