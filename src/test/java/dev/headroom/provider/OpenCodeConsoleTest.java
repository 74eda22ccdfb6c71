package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What opencode's console tells, with a service key and with a session.
final class OpenCodeConsoleTest {

  private static final OpenCode OPENCODE = new OpenCode();
  private static final Fixtures FIXTURES = Fixtures.of("opencode");
  private static final String STATUS = "GET /console/api/go/status";
  private static final String BILLING = "GET /console/api/billing/status";
  private static final String BUDGET = "GET /console/api/budgets/org";
  private static final String RECHARGE = "GET /console/api/billing/auto-recharge";
  private static final String USERS = "GET /console/api/budgets/users/";
  private static final String ORGS = "GET /console/api/me/orgs";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Access.Value WORKSPACE = text("wrk_1");
  private static final Access.Value HIDDEN = new Access.Value.Hidden(new Secret("hush-4711"));

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

  @ParameterizedTest
  @CsvSource({
    "console_auto_recharge_failed.json, 'the last one failed: Your card *** was declined; see Billing in the console'",
    "console_auto_recharge_off.json,"
  })
  void tellsThatTheBalanceWasNotFilledUp(String file, String reason) {
    var report = poll(Map.of("console-key", HIDDEN), RECHARGE, file, 200);

    assertThat(report.balances()).hasSize(1);
    assertThat(report.gaps())
        .isEqualTo(
            reason == null
                ? List.of()
                : List.of(new Gap("auto-recharge", Failure.of(Kind.FORBIDDEN, reason))));
  }

  @Test
  void readsTheBudgetOfAUser() {
    var routes =
        FixtureApi.instead("opencode", USERS + "usr_1", "console_budgets_exceeded.json", 200);

    assertThat(poll(Map.of("console-key", HIDDEN, "user", text("usr_1")), routes).quotas())
        .contains(
            usd("Budget", "12.22000000", "50.00000000")
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            usd("Budget of the user", "50.00000001", "50.00000000")
                .withBlocked()
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
  }

  /// The account's credit limit stands in its status too.
  @Test
  void asksNothingTwice() {
    var file = "console_billing_account.json";
    var routes = FixtureApi.instead("opencode", "GET /console/api/billing/account", file, 200);
    var access = new Access("some", OPENCODE.profile(), Map.of("console-key", HIDDEN));
    var api = new FixtureApi(OPENCODE, access, Fixtures.NOW, routes);

    OPENCODE.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .extracting(request -> request.url().getPath())
        .doesNotHaveDuplicates()
        .doesNotContain("/console/api/billing/account");
    assertThat(FIXTURES.json(file).at("creditLimitMicroCents").amount())
        .isEqualTo(
            FIXTURES.json("console_billing_status.json").at("creditLimitMicroCents").amount());
  }

  @Test
  void asksTheConsoleWithItsCookieAndWorkspace() {
    var access =
        new Access("some", OPENCODE.profile(), Map.of("cookie", HIDDEN, "workspace", WORKSPACE));
    var api = new FixtureApi(OPENCODE, access, Fixtures.NOW, FIXTURES.routes());

    OPENCODE.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .hasSize(5)
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
  void findsTheWorkspaceUnderTheOtherNameOfTheRoute() {
    var routes = FixtureApi.instead("opencode", ORGS, "error_404_moved.txt", 404);
    routes.addAll(
        FixtureApi.instead("opencode", "GET /console/api/orgs", "console_orgs_one.json", 200)
            .subList(0, 1));

    assertThat(poll(Map.of("cookie", HIDDEN), routes).gaps()).isEmpty();
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
    "GET /console/api/go/status, error_400_org_required.json, 400, Go plan, NOT_AVAILABLE",
    "GET /console/api/billing/auto-recharge, error_500_console.json, 500, auto-recharge, UNREACHABLE",
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
    "error_401_console.json, 401, 'AUTH: the credential was refused (401)'",
    "login_redirect.html, 302, 'AUTH: the session has ended; sign in again (302)'"
  })
  void saysThatASessionHasEnded(String file, int status, String message) {
    assertThatThrownBy(
            () -> poll(Map.of("cookie", HIDDEN, "workspace", WORKSPACE), STATUS, file, status))
        .hasMessage(message);
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

  private static Access.Value text(String value) {
    return new Access.Value.Text(value);
  }

  private static Quota usd(String name, String used, String limit) {
    return Quota.named(name, "USD").withUsed(new BigDecimal(used)).withLimit(new BigDecimal(limit));
  }

  private static Spend spend(int day, String amount) {
    return new Spend(Period.day(LocalDate.of(2026, 11, day)), Money.usd(amount));
  }
}
