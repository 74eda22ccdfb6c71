package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactoryTest {

  private static final Factory FACTORY = new Factory();
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void readsTheWindowsAndTheBalanceAndNoIdlePool() {
    assertThat(FixtureApi.poll(FACTORY).readings())
        .containsExactly(
            quota("5-hour", "22.5", "2026-11-21T15:00:00Z").withWindow(FIVE_HOURS),
            quota("Weekly", "61", "2026-11-24T12:00:00Z").withWindow(WEEK),
            quota("Monthly", "48.2", "2026-12-02T12:00:00Z"),
            new Balance("Extra usage", Money.usd("12.50"), false));
  }

  @Test
  void asksAsTheVendorsPageDoes() {
    var fixtures = Fixtures.of("factory");
    var access = fixtures.access(FACTORY.profile(), Map.of());
    var api = new FixtureApi(FACTORY, access, Fixtures.NOW, fixtures.routes());

    FACTORY.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.headers())
              .containsExactly(new Request.Field("x-factory-client", "web-app"));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Authorization", "Bearer ", access.secret("key")));
        });
  }

  @Test
  void readsWhatIsThereOfAnOddAnswer() {
    assertThat(poll("limits_odd.json", 200).readings())
        .containsExactly(
            Quota.percent("5-hour", new BigDecimal("100.5")).withWindow(FIVE_HOURS),
            quota("Monthly", "0", "2026-11-21T12:01:00Z"),
            quota("Core Weekly", "3", "2026-11-23T00:00:00Z").withWindow(WEEK),
            new Balance("Extra usage", Money.usd("-0.125"), false));
  }

  @Test
  void showsOnePoolWhenTheOtherCannotBeRead() {
    var report = poll("limits_partial.json", 200);

    assertThat(report.readings())
        .containsExactly(Quota.percent("Weekly", new BigDecimal("61")).withWindow(WEEK));
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("limits of core models");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("$.limits.core.weekly.usedPercent: expected a number, found text");
  }

  @Test
  void readsTheAllowancesOfOlderAccounts() {
    assertThat(legacy("usage_legacy.json", 200).readings())
        .containsExactly(
            Quota.named("Standard tokens", "tokens")
                .withLimit(new BigDecimal("20000000"))
                .withUsed(new BigDecimal("1250000"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            quota("Premium tokens", "42.5", "2026-12-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "usage_legacy_empty.json, 200, 'NO_PLAN: there is no plan to read; only plans with limits or an allowance tell what is left'",
    "usage_legacy_none.json, 200, 'UNREADABLE: $.usage.standard: expected an allowance, found an object'",
    "error_401.json, 404, 'NOT_AVAILABLE: what was asked is not there (404): Invalid API key'"
  })
  void inventsNoAllowance(String file, int status, String message) {
    assertThatThrownBy(() -> legacy(file, status)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, 'AUTH: the credential was refused (401): Invalid API key'",
    "error_401.json, 403, 'FORBIDDEN: the credential is not allowed to do this (403): Invalid API key'",
    "error_401.json, 200, 'UNREADABLE: $.limits.standard: expected windows, found nothing'"
  })
  void saysWhatWentWrong(String file, int status, String message) {
    assertThatThrownBy(() -> poll(file, status))
        .isInstanceOf(ApiException.class)
        .hasMessage(message);
  }

  private static Report legacy(String file, int status) {
    var usage = "GET /api/organization/subscription/usage";
    var routes =
        FixtureApi.instead("factory", "GET /api/billing/limits", "limits_legacy.json", 200);
    routes.add(
        0,
        new Fixtures.Route(
            usage,
            Map.of("useCache", "true"),
            Optional.empty(),
            Fixtures.of("factory").answer(file, status)));
    return FixtureApi.poll(FACTORY, Map.of(), routes);
  }

  private static Report poll(String file, int status) {
    return FixtureApi.poll(
        FACTORY, Map.of(), FixtureApi.instead("factory", "GET /api/billing/limits", file, status));
  }

  private static Quota quota(String name, String percent, String reset) {
    return Quota.percent(name, new BigDecimal(percent)).withResetsAt(Instant.parse(reset));
  }
}
