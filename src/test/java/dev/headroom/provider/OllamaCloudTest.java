package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OllamaCloudTest {

  private static final OllamaCloud OLLAMA = new OllamaCloud();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String BALANCE = "GET /api/balance";
  private static final String USAGE = "GET /api/usage";

  @Test
  void readsTheAllowanceWhatIsPurchasedAndUsage() {
    assertThat(FixtureApi.poll(OLLAMA).readings())
        .containsExactly(
            Quota.named("Included", "USD")
                .withRemaining(new BigDecimal("31.5"), new BigDecimal("60"))
                .withResetsAt(Instant.parse("2026-12-10T09:30:00Z")),
            new Balance("Purchased", Money.usd("5"), false),
            usage(TODAY.minusDays(1), 100000, Optional.empty(), 1000, 40),
            usage(TODAY, 91000, Optional.of(30000L), 8100, 21),
            new Spend(Period.day(TODAY.minusDays(1)), Money.usd("0.1")),
            new Spend(Period.day(TODAY), Money.usd("0.0412")));
  }

  @Test
  void turnsTheRemainingShareOfOlderPlansRound() {
    var report = poll(BALANCE, "balance_legacy.json", 200);

    assertThat(report.quotas())
        .containsExactly(
            Quota.percent("Session", new BigDecimal("25"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:00Z")),
            Quota.percent("Week", new BigDecimal("60"))
                .withResetsAt(Instant.parse("2026-11-23T00:00:00Z"))
                .withWindow(Duration.ofDays(7)));
    assertThat(report.balances()).containsExactly(new Balance("Purchased", Money.usd("0"), false));
  }

  @Test
  void readsAPlanThatTellsOnlyTheWeek() {
    var report = poll(BALANCE, "balance_weekly_only.json", 200);

    assertThat(report.quotas())
        .containsExactly(
            Quota.percent("Week", new BigDecimal("100")).withWindow(Duration.ofDays(7)));
    assertThat(report.balances()).isEmpty();
  }

  @Test
  void readsAnAccountWithoutAPlan() {
    var report = poll(BALANCE, "balance_purchased_only.json", 200);

    assertThat(report.quotas()).isEmpty();
    assertThat(report.balances())
        .containsExactly(new Balance("Purchased", Money.usd("-0.5"), false));
  }

  @Test
  void needsAKeyOrACookie() {
    var access = new Access("some", OLLAMA.profile(), Map.of());
    var api = new FixtureApi(OLLAMA, access, Fixtures.NOW, List.of());

    assertThatThrownBy(() -> OLLAMA.poll(access, api, Fixtures.NOW))
        .hasMessage("AUTH: neither a key nor a cookie is configured");
  }

  @Test
  void showsTheBalanceToAMemberWhoMayNotSeeTheTeam() {
    var report = poll(USAGE, "error_403.json", 403);

    assertThat(report.quotas()).hasSize(1);
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo(
            "the credential is not allowed to do this (403): team usage is for admins; the usage of"
                + " a team is told to its admins only");
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH, 'the credential was refused (401): unauthorized'",
    "429, RATE_LIMITED, 'asked too often (429): unauthorized'"
  })
  void saysWhatWentWrong(int status, Kind kind, String reason) {
    var answer = Fixtures.of("ollama-cloud").answer("error_401.json", status);
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> FixtureApi.pollChanged(OLLAMA, any -> answer));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String request, String file, int status) {
    return FixtureApi.poll(
        OLLAMA, Map.of(), FixtureApi.instead("ollama-cloud", request, file, status));
  }

  private static Usage usage(
      LocalDate day, long in, Optional<Long> cached, long out, long requests) {
    return Usage.ofDay(
        day, Optional.empty(), Optional.of(in), cached, Optional.of(out), Optional.of(requests));
  }
}
