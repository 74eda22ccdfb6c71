package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FireworksTest {

  private static final Fireworks FIREWORKS = new Fireworks();
  private static final String ACCOUNTS = "GET /v1/accounts";
  private static final String BILLING = "GET /v1/accounts/example-team/billing/summary";

  @Test
  void readsTheQuotasOfAllPagesAndTheCostOfTheMonth() {
    assertThat(FixtureApi.poll(FIREWORKS).readings())
        .containsExactly(
            Quota.named("Serverless inference rpm", "requests")
                .withWindow(Duration.ofMinutes(1))
                .withLimit(new BigDecimal("600"))
                .withUsed(new BigDecimal("12.0")),
            Quota.named("Monthly spend usd", "USD")
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"))
                .withLimit(new BigDecimal("50"))
                .withUsed(new BigDecimal("18.4")),
            Quota.named("H200 count", "units").withLimit(new BigDecimal("8")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("3.58")));
  }

  @Test
  void readsQuotasOfOnePageAndWhatOneModelHasCost() {
    var report =
        poll(
            Map.of(),
            route("GET /v1/accounts/example-team/quotas", "quotas.json", 200),
            route(BILLING, "billing_summary_serverless.json", 200));

    assertThat(report.quotas())
        .extracting(Quota::name)
        .containsExactly("Serverless inference rpm", "Monthly spend usd");
    assertThat(report.spends())
        .containsExactly(new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("1.08")));
  }

  @Test
  void takesAnAddressWithTheVersionToo() {
    var base = new Access.Value.Text("https://gate.example.test/fireworks/v1");
    var access = Fixtures.of("fireworks").access(FIREWORKS.profile(), Map.of("base-url", base));
    var accounts = route("GET /fireworks/v1/accounts", "error_403.json", 403);
    var api = new FixtureApi(FIREWORKS, access, Fixtures.NOW, List.of(accounts));

    assertThatThrownBy(() -> FIREWORKS.poll(access, api, Fixtures.NOW))
        .hasMessageContaining("permission denied");
  }

  @Test
  void takesNoItemsForNoFigure() {
    var report = poll(Map.of(), route(BILLING, "billing_summary_empty.json", 200));

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void marksACostWithoutAnAmount() {
    var report = poll(Map.of(), route(BILLING, "billing_summary_without_amount.json", 200));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("cost");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("$.lineItems[0].totalCost: expected an amount, found an object");
  }

  @Test
  void asksTheAccountOfTheConfig() {
    var options = Map.<String, Access.Value>of("account", new Access.Value.Text("example-team"));
    var report = poll(options, route(ACCOUNTS, "accounts_two.json", 200));

    assertThat(report.quotas()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "accounts_two.json, 200, NOT_AVAILABLE, 'the key has 2 accounts; account must say which is meant'",
    "error_401.json, 401, AUTH, 'the credential was refused (401): unauthenticated'",
    "error_403.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): permission denied; the key''s user must be allowed to read quotas and billing'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> poll(Map.of(), route(ACCOUNTS, file, status)));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return FixtureApi.instead("fireworks", request, file, status).getFirst();
  }

  private static Report poll(Map<String, Access.Value> options, Fixtures.Route... routes) {
    var all = new ArrayList<>(List.of(routes));
    all.addAll(Fixtures.of("fireworks").routes());
    return FixtureApi.poll(FIREWORKS, options, all);
  }
}
