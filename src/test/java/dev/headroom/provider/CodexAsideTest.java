package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Codex tells beside its usage, for an account in a workspace.
final class CodexAsideTest {

  private static final Codex CODEX = new Codex();
  private static final Fixtures FIXTURES = Fixtures.of("codex");
  private static final String USAGE = "GET /backend-api/wham/usage";
  private static final String RESETS = "GET /backend-api/wham/rate-limit-reset-credits";
  private static final String MONTH =
      "GET /backend-api/accounts/acct-SYNTH/spend-controls/current-user/monthly-usage";
  private static final Map<String, Access.Value> WORKSPACE =
      Map.of("workspace", new Access.Value.Text("acct-SYNTH"));
  private static final Reading ONE_RESET =
      new Balance("Resets of a window", new Money(BigDecimal.ONE, "credits"), false);
  private static final Reading OWN_LIMIT =
      Quota.named("member's limit", "credits")
          .withUsed(new BigDecimal("96.25"))
          .withLimit(new BigDecimal("400"));

  @Test
  void addsTheResetsAndTheMonthThatTheUsageLeavesOut() {
    var report = poll(route(RESETS, "reset_credits.json", 200), month("monthly_usage.json", 200));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.readings()).hasSize(3).contains(ONE_RESET, OWN_LIMIT);
  }

  @Test
  void knowsAMonthWithoutALimit() {
    var report =
        poll(route(RESETS, "reset_credits.json", 200), month("monthly_usage_uncapped.json", 200));

    assertThat(report.readings())
        .contains(Quota.named("member's limit", "credits").withUsed(new BigDecimal("12.5")));
  }

  @ParameterizedTest
  @CsvSource({"error_401.json, 401", "error_403.json, 403", "error_403.json, 404"})
  void isQuietAboutWhatAPlanDoesNotHaveAndRenewsNothing(String file, int status) {
    var api = api(route(RESETS, file, status), month(file, status));
    var report = CODEX.poll(access(), api, FIXTURES.now());

    assertThat(report.gaps()).isEmpty();
    assertThat(report.readings()).hasSize(1);
    assertThat(paths(api)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void marksAnAnswerThatHasChanged() {
    var report =
        poll(route(RESETS, "usage_nothing.json", 200), month("monthly_usage_odd.json", 200));

    assertThat(report.gaps())
        .containsExactly(
            gap("resets", "$.available_count: expected a whole number, found nothing"),
            gap(
                "member's limit",
                "$.current_month_usage: expected a number, zero or more, found a number"));
  }

  @Test
  void asksForTheResetsAsTheVendorsAppDoes() {
    var api = api(route(RESETS, "reset_credits.json", 200), month("monthly_usage.json", 200));
    CODEX.poll(access(), api, FIXTURES.now());

    assertThat(api.sent())
        .filteredOn(request -> RESETS.endsWith(request.url().getPath()))
        .singleElement()
        .satisfies(request ->
            assertThat(request.headers())
                .containsExactly(
                    new Request.Field("ChatGPT-Account-Id", "acct-SYNTH"),
                    new Request.Field("OpenAI-Beta", "codex-1"),
                    new Request.Field("originator", "Codex Desktop")));
  }

  @Test
  void asksNothingThatTheUsageTells() {
    var api = new FixtureApi(CODEX, access(), FIXTURES.now(), FIXTURES.routes());
    CODEX.poll(FIXTURES.access(CODEX.profile(), Map.of()), api, FIXTURES.now());

    assertThat(paths(api)).containsExactly("/backend-api/wham/usage");
  }

  private static List<String> paths(FixtureApi api) {
    return api.sent().stream()
        .map(request -> request.url().getPath())
        .filter(path -> !path.equals("/oauth/token"))
        .toList();
  }

  private static Gap gap(String part, String reason) {
    return new Gap(part, Failure.of(Kind.UNREADABLE, reason));
  }

  private static Fixtures.Route month(String file, int status) {
    return route(MONTH, file, status);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Report poll(Fixtures.Route... routes) {
    return CODEX.poll(access(), api(routes), FIXTURES.now());
  }

  private static FixtureApi api(Fixtures.Route... routes) {
    var all = new ArrayList<>(FixtureApi.instead("codex", USAGE, "usage_free_monthly.json", 200));
    all.addAll(0, List.of(routes));
    return new FixtureApi(CODEX, access(), FIXTURES.now(), all);
  }

  private static Access access() {
    return FIXTURES.access(CODEX.profile(), WORKSPACE);
  }
}
