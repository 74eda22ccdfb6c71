package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenCodeTest {

  private static final OpenCode OPENCODE = new OpenCode();
  private static final Fixtures FIXTURES = Fixtures.of("opencode");
  private static final String GO = "GET /zen/go/v1/usage";
  private static final String STATUS = "GET /console/api/go/status";
  private static final String BILLING = "GET /console/api/billing/status";
  private static final String BUDGET = "GET /console/api/budgets/org";
  private static final String ORGS = "GET /console/api/me/orgs";
  private static final String GO_PAGE = "GET /workspace/wrk_1/go";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Access.Value WORKSPACE = new Access.Value.Text("wrk_1");
  private static final Access.Value HIDDEN = new Access.Value.Hidden(new Secret("hush-4711"));

  @Test
  void readsTheWindowsOfGoAndTheRestOfTheConsole() {
    var report = FixtureApi.poll(OPENCODE);

    assertThat(report.plan()).contains("Go");
    assertThat(report.readings())
        .containsExactly(
            percent("5-hour", "34", "2026-11-21T15:10:00Z").withWindow(FIVE_HOURS),
            percent("Weekly", "58", "2026-11-23T00:00:00Z").withWindow(WEEK),
            percent("Monthly", "47", "2026-12-09T14:20:00Z"),
            new Balance("Zen balance", Money.usd("18.73000000"), false),
            usd("Budget", "12.22000000", "50.00000000")
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            usage(20, "claude-sonnet-4-6", 1130100, 910000, 18040, 41),
            usage(21, "gpt-5.4", 165000, 101000, 5120, 12));
  }

  @Test
  void saysThatAWindowIsClosed() {
    var windows = poll(Map.of("key", HIDDEN), GO, "go_usage_rate_limited.json", 200).quotas();

    assertThat(windows)
        .containsExactly(
            percent("5-hour", "100", "2026-11-21T12:42:00Z").withWindow(FIVE_HOURS).withBlocked(),
            percent("Weekly", "81", "2026-11-23T00:00:00Z").withWindow(WEEK),
            percent("Monthly", "66", "2026-12-09T14:20:00Z"));
  }

  @Test
  void readsTheWindowsInDollarsWithoutAKeyOfGo() {
    var report = poll(Map.of("console-key", HIDDEN), STATUS, "console_go_status.json", 200);

    assertThat(report.plan()).contains("Go");
    assertThat(report.quotas())
        .startsWith(
            usd("5-hour", "4.08000000", "12.00000000")
                .withWindow(FIVE_HOURS)
                .withResetsAt(Instant.parse("2026-11-21T15:10:00Z")),
            usd("Weekly", "17.40000000", "30.00000000")
                .withWindow(WEEK)
                .withResetsAt(Instant.parse("2026-11-23T00:00:00Z")),
            usd("Monthly", "28.20000000", "60.00000000")
                .withResetsAt(Instant.parse("2026-12-09T14:20:00Z")));
  }

  @Test
  void knowsNothingOfAMeterThatIsAbsent() {
    var report = poll(Map.of("console-key", HIDDEN), STATUS, "console_go_status_odd.json", 200);

    assertThat(report.plan()).contains("Go Plus");
    assertThat(report.quotas())
        .startsWith(
            usd("Weekly", "31.00000000", "30.00000000").withWindow(WEEK),
            usd("Monthly", "0.00000001", "60.000000000")
                .withResetsAt(Instant.parse("2026-12-09T14:20:00Z")))
        .hasSize(3);
  }

  @Test
  void countsTheCostOfThoseWhoPayAsTheyGo() {
    var report =
        poll(Map.of("console-key", HIDDEN), STATUS, "console_go_status_unsubscribed.json", 200);

    assertThat(report.plan()).contains("Pay as you go");
    assertThat(report.quotas()).extracting(Quota::name).containsExactly("Budget");
    assertThat(report.spends()).containsExactly(spend(20, "0.93210000"), spend(21, "0.20110000"));
  }

  @Test
  void saysThatTheBalanceIsGone() {
    var options = Map.of("console-key", HIDDEN);
    var routes = FixtureApi.instead("opencode", BILLING, "console_billing_empty.json", 200);
    routes.addAll(
        0,
        FixtureApi.instead("opencode", STATUS, "console_go_status_unsubscribed.json", 200)
            .subList(0, 1));

    assertThat(poll(options, routes).balances())
        .containsExactly(new Balance("Zen balance", Money.usd("-0.00000150"), true));
  }

  @Test
  void readsABudgetThatIsSpentAndOneThatIsNone() {
    var options = Map.of("console-key", HIDDEN);

    assertThat(poll(options, BUDGET, "console_budgets_exceeded.json", 200).quotas())
        .contains(
            usd("Budget", "50.00000001", "50.00000000")
                .withBlocked()
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
    assertThat(poll(options, BUDGET, "console_budgets_none.json", 200).quotas())
        .extracting(Quota::name)
        .doesNotContain("Budget");
  }

  @Test
  void showsTheBalanceWhereThereIsNoGo() {
    var report =
        poll(Map.of("key", HIDDEN, "console-key", HIDDEN), GO, "error_403_entitlement.json", 403);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.balances()).hasSize(1);
  }

  @Test
  void asksTheConsoleWithItsCookieAndWorkspace() {
    var access =
        new Access("some", OPENCODE.profile(), Map.of("cookie", HIDDEN, "workspace", WORKSPACE));
    var api = new FixtureApi(OPENCODE, access, Fixtures.NOW, FIXTURES.routes());

    OPENCODE.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .hasSize(4)
        .allSatisfy(request -> {
          assertThat(request.redirects()).isFalse();
          assertThat(request.headers()).contains(new Request.Field("x-org-id", "wrk_1"));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Cookie", "__Host-console_session=", new Secret("hush-4711")));
        });
  }

  @Test
  void findsTheOnlyWorkspaceOfASession() {
    var access = new Access("some", OPENCODE.profile(), Map.of("cookie", HIDDEN));
    var routes = FixtureApi.instead("opencode", ORGS, "console_orgs_one.json", 200);
    var api = new FixtureApi(OPENCODE, access, Fixtures.NOW, routes);

    assertThat(OPENCODE.poll(access, api, Fixtures.NOW).gaps()).isEmpty();
    assertThat(api.sent().getLast().headers()).contains(new Request.Field("x-org-id", "wrk_1"));
  }

  @Test
  void guessesNoneOfSeveralWorkspaces() {
    assertThatThrownBy(() -> poll(Map.of("cookie", HIDDEN), ORGS, "console_orgs.json", 200))
        .hasMessage("NOT_AVAILABLE: the session has 2 workspaces; name one of them");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /console/api/go/status, error_404_moved.txt, 404, Go plan, NOT_AVAILABLE",
    "GET /console/api/go/status, console_spa_shell.html, 200, Go plan, UNREADABLE",
    "GET /console/api/billing/status, error_500_console.json, 500, balance, UNREACHABLE",
    "GET /console/api/v2/usage/export, console_spa_shell.html, 200, usage by model, UNREADABLE",
    "GET /console/api/billing/status, error_403_console.json, 403, balance, FORBIDDEN"
  })
  void marksWhatItCouldNotRead(String request, String file, int status, String part, Kind kind) {
    var report = poll(Map.of("console-key", HIDDEN), request, file, status);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly(part);
    assertThat(report.gaps().getFirst().failure().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, 'AUTH: the credential was refused (401): Unauthorized'",
    "error_403_entitlement.json, 403, 'NO_PLAN: there is no plan to read (403): OpenCode Go subscription required; without Go a console-key tells the balance'",
    "console_spa_shell.html, 200, 'UNREADABLE: expected JSON, found a web page'"
  })
  void saysWhatIsWrongWithAKeyOfGo(String file, int status, String message) {
    assertThatThrownBy(() -> poll(Map.of("key", HIDDEN), GO, file, status))
        .isInstanceOf(ApiException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401_console.json, 401, 'AUTH: the credential was refused (401)'",
    "login_redirect.html, 302, 'AUTH: the session has ended; sign in again (302)'"
  })
  void saysThatASessionHasEnded(String file, int status, String message) {
    assertThatThrownBy(
            () -> poll(Map.of("cookie", HIDDEN, "workspace", WORKSPACE), STATUS, file, status))
        .hasMessage(message);
  }

  @Test
  void readsTheOlderPages() {
    var report = pages(FIXTURES.routes("routes_pages.json"));

    assertThat(report.readings())
        .containsExactly(
            percent("5-hour", "34", "2026-11-21T15:10:00Z").withWindow(FIVE_HOURS),
            percent("Weekly", "58", "2026-11-23T00:00:00Z").withWindow(WEEK),
            percent("Monthly", "100", "2026-12-09T14:20:00Z").withBlocked(),
            new Balance("Zen balance", Money.usd("18.73000000"), false),
            usd("Monthly limit", "12.22000000", "50")
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "server_fn_null.txt, 200, NO_PLAN",
    "console_spa_shell.html, 200, UNREADABLE",
    "server_fn_legacy.txt, 404, NOT_AVAILABLE"
  })
  void showsTheBalanceWhenTheOlderPageIsGone(String file, int status, Kind kind) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(FixtureApi.instead("opencode", GO_PAGE, file, status).getFirst());
    routes.addAll(FIXTURES.routes("routes_pages.json"));

    var report = pages(routes);

    assertThat(report.balances()).hasSize(1);
    assertThat(report.gaps().getFirst().failure().kind()).isEqualTo(kind);
  }

  @Test
  void readsThatTheSessionOfTheOlderPagesHasEnded() {
    var routes = FixtureApi.instead("opencode", GO_PAGE, "server_fn_signed_out.txt", 200);

    assertThatThrownBy(() -> pages(routes))
        .hasMessage("AUTH: the session has ended; sign in again");
  }

  @Test
  void needsSomethingToAskWith() {
    assertThatThrownBy(() -> poll(Map.of("legacy-cookie", HIDDEN), List.of()))
        .hasMessage("AUTH: neither key nor console-key nor cookie is configured");
  }

  private static Report pages(List<Fixtures.Route> routes) {
    return poll(Map.of("legacy-cookie", HIDDEN, "workspace", WORKSPACE), routes);
  }

  private static Report poll(
      Map<String, Access.Value> options, String request, String file, int status) {
    return poll(options, FixtureApi.instead("opencode", request, file, status));
  }

  /// Only with these options, none of `routes.json`.
  private static Report poll(Map<String, Access.Value> options, List<Fixtures.Route> routes) {
    var access = new Access("some", OPENCODE.profile(), options);
    return OPENCODE.poll(
        access, new FixtureApi(OPENCODE, access, Fixtures.NOW, routes), Fixtures.NOW);
  }

  private static Quota percent(String name, String used, String reset) {
    return Quota.percent(name, new BigDecimal(used)).withResetsAt(Instant.parse(reset));
  }

  private static Quota usd(String name, String used, String limit) {
    return Quota.named(name, "USD").withUsed(new BigDecimal(used)).withLimit(new BigDecimal(limit));
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
