package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoonshotTest {

  private static final Moonshot MOONSHOT = new Moonshot();

  @Test
  void readsWhatIsAvailable() {
    assertThat(FixtureApi.poll(MOONSHOT).balances())
        .containsExactly(new Balance("Balance", Money.usd("18.2042"), false));
  }

  @Test
  void readsTheTierAndItsLimits() {
    var report = FixtureApi.poll(MOONSHOT);

    assertThat(report.plan()).contains("enterprise-tier-1");
    assertThat(report.quotas())
        .containsExactly(
            minute("Requests/min", "requests", "500"),
            minute("Tokens/min", "tokens", "2000000"),
            Quota.named("Requests at once", "requests").withLimit(new BigDecimal("50")));
  }

  @ParameterizedTest
  @CsvSource({
    "users_me_sparse.json, 200, 1, 0",
    "error_404.json, 404, 0, 0",
    "error_404.json, 200, 0, 1"
  })
  void readsOnWithoutWhatIsNotDocumented(String file, int status, int limits, int gaps) {
    var report =
        FixtureApi.poll(
            MOONSHOT, Map.of(), FixtureApi.instead("moonshot", "GET /v1/users/me", file, status));

    assertThat(report.balances()).hasSize(1);
    assertThat(report.plan()).isEmpty();
    assertThat(report.quotas()).hasSize(limits);
    assertThat(report.gaps()).hasSize(gaps);
  }

  @Test
  void tellsADeficitByItself() {
    assertThat(poll("users_me_balance_deficit.json", 200, Map.of()).balances())
        .containsExactly(
            new Balance("Balance", Money.usd("0.0"), true),
            new Balance("Cash", Money.usd("-1.2"), false));
  }

  @Test
  void readsNumbersInStringsAndIgnoresWhatIsNew() {
    assertThat(poll("users_me_balance_strings.json", 200, Map.of()).balances())
        .containsExactly(new Balance("Balance", Money.usd("123456789012.5"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.moonshot.ai, USD",
    "https://api.moonshot.cn/, CNY",
    "https://api.moonshot.cn/v1, CNY"
  })
  void keepsChineseAccountsInTheirCurrency(String base, String currency) {
    var report =
        poll("users_me_balance.json", 200, Map.of("base-url", new Access.Value.Text(base)));

    assertThat(report.balances())
        .containsExactly(
            new Balance("Balance", new Money(new BigDecimal("18.2042"), currency), false));
  }

  @Test
  void takesTheCurrencyFromTheConfig() {
    var report =
        poll("users_me_balance.json", 200, Map.of("currency", new Access.Value.Text("EUR")));

    assertThat(report.balances().getFirst().amount().currency()).isEqualTo("EUR");
  }

  @ParameterizedTest
  @CsvSource({
    "users_me_balance_failed.json, 200, UNREADABLE, '$.code: expected 0, which means success, found a number'",
    "error_401.json, 401, AUTH, 'the credential was refused (401): Invalid Authentication; keys of .ai and .cn are not interchangeable, see base-url'",
    "error_429_overloaded.json, 429, UNREACHABLE, 'the provider failed (429): The engine is currently overloaded, please try again later'",
    "error_429_quota.json, 429, EXHAUSTED, 'quota or money is gone (429): Your account is suspended due to insufficient balance, please recharge'",
    "error_429_quota.json, 403, EXHAUSTED, 'quota or money is gone (403): Your account is suspended due to insufficient balance, please recharge'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(MOONSHOT, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  private static Quota minute(String name, String unit, String limit) {
    return Quota.named(name, unit)
        .withLimit(new BigDecimal(limit))
        .withWindow(Duration.ofMinutes(1));
  }

  private static Report poll(String file, int status, Map<String, Access.Value> options) {
    var routes = FixtureApi.instead("moonshot", "GET /v1/users/me/balance", file, status);
    return FixtureApi.poll(MOONSHOT, options, routes);
  }
}
