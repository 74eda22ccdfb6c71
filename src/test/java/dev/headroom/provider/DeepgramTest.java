package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeepgramTest {

  private static final Deepgram DEEPGRAM = new Deepgram();
  private static final String PROJECT = "11111111-aaaa-bbbb-cccc-222222222222";
  private static final String BALANCES = "GET /v1/projects/" + PROJECT + "/balances";
  private static final String USAGE = "GET /v1/projects/" + PROJECT + "/usage/breakdown";

  @Test
  void readsTheBalanceAndUsageByDay() {
    assertThat(FixtureApi.poll(DEEPGRAM).readings())
        .containsExactly(
            new Balance("Balance", Money.usd("142.77"), false),
            usage(20, Optional.of("other"), Optional.empty(), Optional.empty(), 4),
            usage(20, Optional.of("nova-3"), Optional.of(1200L), Optional.of(300L), 61),
            usage(21, Optional.empty(), Optional.empty(), Optional.empty(), 2),
            today("Audio today", "hours", "0.1"),
            today("Speech today", "characters", "4200"));
  }

  @Test
  void sendsTheKeyAsAToken() {
    var access = Fixtures.of("deepgram").access(DEEPGRAM.profile(), Map.of());
    var api = new FixtureApi(DEEPGRAM, access, Fixtures.NOW, Fixtures.of("deepgram").routes());

    DEEPGRAM.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .allSatisfy(request ->
            assertThat(request.credentials())
                .containsExactly(
                    new Request.Hidden("Authorization", "Token ", access.secret("key"))));
  }

  @Test
  void addsUpPurchasesByCurrency() {
    assertThat(poll(route(BALANCES, "balances_purchases.json", 200)).balances())
        .containsExactly(
            new Balance("Balance", new Money(new BigDecimal("-1"), "EUR"), true),
            new Balance("Balance", Money.usd("12.5"), false));
  }

  @Test
  void takesNoHoursForMoney() {
    var report = poll(route(BALANCES, "balances_hours.json", 200));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.balances()).containsExactly(new Balance("Balance", Money.usd("4"), false));
    assertThat(report.quotas())
        .contains(
            Quota.named("Balance in hours", "hours").withNote("12 hours left"),
            Quota.named("Balance in character", "character").withNote("900 character left"));
  }

  @Test
  void readsAMonthOfOneModel() {
    assertThat(poll(route(USAGE, "usage_breakdown_month.json", 200)).usages())
        .containsExactly(
            usage(20, Optional.of("nova-3"), Optional.of(1200L), Optional.of(300L), 61));
  }

  @Test
  void tellsProjectsOfOneNameApart() {
    var report =
        poll(
            route("GET /v1/projects", "projects_two.json", 200),
            route("GET /v1/projects/p-1/balances", "balances.json", 200),
            route("GET /v1/projects/p-2/balances", "balances.json", 200),
            route("GET /v1/projects/p-1/usage/breakdown", "usage_breakdown.json", 200),
            route("GET /v1/projects/p-2/usage/breakdown", "usage_breakdown.json", 200));

    assertThat(report.balances())
        .extracting(Balance::name)
        .containsExactly("main: Balance", "p-2: Balance");
    assertThat(report.usages())
        .contains(usage(21, Optional.empty(), Optional.empty(), Optional.empty(), 4));
  }

  @Test
  void readsOnlyTheProjectOfTheConfig() {
    var options = Map.<String, Access.Value>of("project", new Access.Value.Text("p-2"));
    var routes =
        List.of(
            route("GET /v1/projects", "projects_two.json", 200),
            route("GET /v1/projects/p-2/balances", "balances.json", 200),
            route("GET /v1/projects/p-2/usage/breakdown", "error_403.json", 403));

    var report = FixtureApi.poll(DEEPGRAM, options, routes);

    assertThat(report.balances()).extracting(Balance::name).containsExactly("Balance");
    assertThat(report.gaps()).as("usage that the key may not read").isEmpty();
  }

  @Test
  void putsNoWeekOnADay() {
    var report = poll(route(USAGE, "usage_breakdown_weeks.json", 200));

    assertThat(report.usages()).isEmpty();
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage by day");
  }

  @ParameterizedTest
  @CsvSource({
    "projects_none.json, 200, NOT_AVAILABLE, 'no such project; project must be an id the key can see'",
    "error_401.json, 401, AUTH, 'the credential was refused (401): Invalid credentials'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): You do not have permission to access this project; the key needs billing:read, and usage:read for usage'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> poll(route("GET /v1/projects", file, status)));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return FixtureApi.instead("deepgram", request, file, status).getFirst();
  }

  private static Report poll(Fixtures.Route... routes) {
    var all = new ArrayList<>(List.of(routes));
    all.addAll(Fixtures.of("deepgram").routes());
    return FixtureApi.poll(DEEPGRAM, Map.of(), all);
  }

  private static Quota today(String name, String unit, String used) {
    return Quota.named(name, unit)
        .withUsed(new BigDecimal(used))
        .withResetsAt(Instant.parse("2026-11-22T00:00:00Z"));
  }

  private static Usage usage(
      int day, Optional<String> model, Optional<Long> in, Optional<Long> out, long requests) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day), model, in, Optional.empty(), out, Optional.of(requests));
  }
}
