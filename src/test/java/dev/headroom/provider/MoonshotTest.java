package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoonshotTest {

  private static final Moonshot MOONSHOT = new Moonshot();

  @Test
  void readsWhatIsAvailable() {
    assertThat(FixtureApi.poll(MOONSHOT).readings())
        .containsExactly(new Balance("Balance", Money.usd("18.2042"), false));
  }

  @Test
  void tellsADeficitByItself() {
    assertThat(poll("users_me_balance_deficit.json", 200, Map.of()).readings())
        .containsExactly(
            new Balance("Balance", Money.usd("0.0"), true),
            new Balance("Cash", Money.usd("-1.2"), false));
  }

  @Test
  void readsNumbersInStringsAndIgnoresWhatIsNew() {
    assertThat(poll("users_me_balance_strings.json", 200, Map.of()).readings())
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
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, status, Map.of()));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String file, int status, Map<String, Access.Value> options) {
    var routes = FixtureApi.instead("moonshot", "GET /v1/users/me/balance", file, status);
    return FixtureApi.poll(MOONSHOT, options, routes);
  }
}
