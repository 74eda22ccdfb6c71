package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZaiTest {

  private static final Zai ZAI = new Zai();
  private static final Fixtures FIXTURES = Fixtures.of("zai");
  private static final String LIMIT = "GET https://api.z.ai/api/monitor/usage/quota/limit";
  private static final String ACCOUNT =
      "GET https://www.bigmodel.cn/api/biz/account/query-customer-account-report";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Map<String, Access.Value> TEAM =
      Map.of("region", text("china"), "organization", text("org-1"), "project", text("proj_1"));

  @Test
  void readsThreeWindowsOfCredits() {
    var report = FixtureApi.poll(ZAI);

    assertThat(report.plan()).contains("pro");
    assertThat(report.readings())
        .startsWith(
            quota("5-hour credits", "credits", "4380", "12000")
                .withWindow(FIVE_HOURS)
                .withResetsAt(at("2026-11-21T14:00:00Z")),
            quota("Weekly credits", "credits", "51240", "60000")
                .withWindow(WEEK)
                .withResetsAt(at("2026-11-25T12:00:00Z")),
            quota("Monthly tool calls", "calls", "129", "1000")
                .withMembers(List.of("search-prime", "web-reader", "zread"))
                .withResetsAt(at("2026-12-09T12:00:00Z")));
  }

  @Test
  void readsSharesWhereNoAmountsAreTold() {
    assertThat(limits("quota_percent_only.json").readings())
        .startsWith(
            Quota.percent("5-hour tokens", number("14"))
                .withWindow(FIVE_HOURS)
                .withResetsAt(at("2026-11-21T15:00:00Z")),
            Quota.percent("Weekly tokens", number("52"))
                .withWindow(WEEK)
                .withResetsAt(at("2026-11-23T12:00:00Z")),
            quota("Monthly tool calls", "calls", "0", "1000"));
  }

  @Test
  void knowsNoResetBeforeAWindowBegins() {
    assertThat(limits("quota_idle.json").readings())
        .startsWith(quota("5-hour credits", "credits", "0", "2000").withWindow(FIVE_HOURS));
  }

  @Test
  void readsEveryKindOfLimit() {
    var report = limits("quota_odd.json");

    assertThat(report.plan()).contains("GLM Max");
    assertThat(report.readings())
        .startsWith(
            quota("Daily credits", "credits", "120", "100")
                .withWindow(Duration.ofDays(1))
                .withResetsAt(at("2026-11-21T14:00:00Z")),
            Quota.percent("Daily credits 2", number("7")).withWindow(Duration.ofDays(1)),
            quota("Image limit", "units", "3", "10"),
            Quota.percent("Tool calls", number("99")));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"planName\": \"Pro\", \"plan\": \"a\", \"packageName\": \"b\"', Pro",
    "'\"level\": \" \", \"plan\": \"Max\", \"packageName\": \"b\"', Max",
    "'\"packageName\": \"Lite\"', Lite",
    "'\"level\": null', GLM Coding Pro"
  })
  void findsThePlansNameWhereverItStands(String fields, String plan) {
    var limit = "{\"type\": \"CREDIT_LIMIT\", \"percentage\": 5}";
    var body = "{\"success\": true, \"data\": {" + fields + ", \"limits\": [" + limit + "]}}";
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(LIMIT, Map.of(), Optional.empty(), new Answer(200, Map.of(), body)));
    routes.addAll(FIXTURES.routes());

    assertThat(FixtureApi.poll(ZAI, Map.of(), routes).plan()).contains(plan);
  }

  @Test
  void readsATeamInChinaWithItsBalance() {
    var report = FixtureApi.poll(ZAI, TEAM, FIXTURES.routes("routes_team.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.plan()).contains("GLM Coding Pro");
    assertThat(report.readings())
        .contains(
            quota("Monthly tool calls", "calls", "7", "100").withMembers(List.of("search-prime")),
            quota("5-hour tokens", "tokens", "13200500", "40000000")
                .withWindow(FIVE_HOURS)
                .withResetsAt(at("2026-11-21T13:12:00Z")),
            new Balance("Balance", new Money(number("38.42"), "CNY"), false));
  }

  @Test
  void namesTheTeamToTheChineseHostsOnly() {
    var access = FIXTURES.access(ZAI.profile(), TEAM);
    var api = new FixtureApi(ZAI, access, Fixtures.NOW, FIXTURES.routes("routes_team.json"));

    ZAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .allSatisfy(request -> {
          assertThat(request.url().getHost()).endsWith("bigmodel.cn");
          assertThat(request.headers())
              .contains(
                  new Request.Field("Bigmodel-Organization", "org-1"),
                  new Request.Field("Bigmodel-Project", "proj_1"));
        });
  }

  @Test
  void showsTheLimitsWhenTheBalanceCannotBeRead() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(FixtureApi.instead("zai", ACCOUNT, "error_other.json", 200).getFirst());
    routes.addAll(FIXTURES.routes("routes_team.json"));

    var report = FixtureApi.poll(ZAI, TEAM, routes);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("balance");
    assertThat(report.quotas()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): token expired or incorrect; check that the key is of the configured region'",
    "error_401.json, 200, AUTH, 'the credential was refused (200): token expired or incorrect; check that the key is of the configured region'",
    "error_200_code_1001.json, 200, AUTH, 'the credential was refused (200): Header did not contain Authorization; check that the key is of the configured region'",
    "error_rate.json, 200, RATE_LIMITED, 'asked too often (200): Rate limit reached for requests'",
    "error_other.json, 200, UNREACHABLE, 'the provider failed (200): Try later'",
    "no_plan.json, 200, NO_PLAN, 'there is no plan to read (200): No coding plan on this account; the key needs a coding plan; a team''s also organization and project'",
    "no_data.json, 200, NO_PLAN, 'there is no plan to read; the key needs a coding plan; a team''s also organization and project'",
    "team_empty.json, 200, NO_PLAN, 'there is no plan to read; the key needs a coding plan; a team''s also organization and project'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.poll(ZAI, Map.of(), FixtureApi.instead("zai", LIMIT, file, status)));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"limits\":[]}}",
        "{\"success\":true,\"data\":{\"level\":\"pro\"}}",
        "{\"success\":true,\"data\":{\"limits\":[]}}",
        "{\"success\":true,\"data\":{\"limits\":[{\"type\":\"TIME_LIMIT\",\"usage\":5}]}}",
        "{\"success\":true,\"data\":{\"limits\":[{\"percentage\":5}]}}"
      })
  void refusesAShapeItDoesNotKnow(String body) {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.pollChanged(ZAI, any -> new Answer(200, Map.of(), body)));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(thrown.failure().reason()).startsWith("$.");
  }

  private static Report limits(String file) {
    return FixtureApi.poll(ZAI, Map.of(), FixtureApi.instead("zai", LIMIT, file, 200));
  }

  private static Quota quota(String name, String unit, String used, String limit) {
    return Quota.named(name, unit).withUsed(number(used)).withLimit(number(limit));
  }

  private static Access.Value text(String value) {
    return new Access.Value.Text(value);
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
