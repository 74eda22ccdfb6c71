package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
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
  private static final String GO_PAGE = "GET /workspace/wrk_1/go";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Access.Value WORKSPACE = text("wrk_1");
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
  void showsTheBalanceWhereThereIsNoGo() {
    var report =
        poll(Map.of("key", HIDDEN, "console-key", HIDDEN), GO, "error_403_entitlement.json", 403);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.balances()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, 'AUTH: the credential was refused (401): Unauthorized'",
    "error_401_missing_key.json, 401, 'AUTH: the credential was refused (401): Missing API key'",
    "error_403_entitlement.json, 403, 'NO_PLAN: there is no plan to read (403): OpenCode Go subscription required; without Go a console-key tells the balance'",
    "console_spa_shell.html, 200, 'UNREADABLE: expected JSON, found a web page'"
  })
  void saysWhatIsWrongWithAKeyOfGo(String file, int status, String message) {
    assertThatThrownBy(() -> poll(Map.of("key", HIDDEN), GO, file, status))
        .isInstanceOf(ApiException.class)
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
  void readsTheWindowsOfAServerFunction() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(FixtureApi.instead("opencode", GO_PAGE, "server_fn_legacy.txt", 200).getFirst());
    routes.addAll(FIXTURES.routes("routes_pages.json"));

    assertThat(pages(routes).quotas())
        .startsWith(
            percent("5-hour", "34", "2026-11-21T15:10:00Z").withWindow(FIVE_HOURS),
            percent("Weekly", "58", "2026-11-23T00:00:00Z").withWindow(WEEK),
            percent("Monthly", "47", "2026-12-09T14:20:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "server_fn_signed_out.txt, 200, 'AUTH: the session has ended; sign in again'",
    "server_fn_signed_out.txt, 500, 'AUTH: the credential was refused (500)'",
    "login_redirect.html, 302, 'AUTH: the session has ended; sign in again (302)'"
  })
  void readsThatTheSessionOfTheOlderPagesHasEnded(String file, int status, String message) {
    var routes = FixtureApi.instead("opencode", GO_PAGE, file, status);

    assertThatThrownBy(() -> pages(routes)).hasMessage(message);
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

  private static Access.Value text(String value) {
    return new Access.Value.Text(value);
  }

  private static Quota percent(String name, String used, String reset) {
    return Quota.percent(name, new BigDecimal(used)).withResetsAt(Instant.parse(reset));
  }

  private static Quota usd(String name, String used, String limit) {
    return Quota.named(name, "USD").withUsed(new BigDecimal(used)).withLimit(new BigDecimal(limit));
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
