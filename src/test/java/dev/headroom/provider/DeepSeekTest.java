package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeepSeekTest {

  private static final DeepSeek DEEPSEEK = new DeepSeek();

  @Test
  void readsEachCurrencyByItself() {
    assertThat(FixtureApi.poll(DEEPSEEK).readings())
        .containsExactly(
            new Balance("CNY balance", new Money(new BigDecimal("88.10"), "CNY"), false),
            new Balance("USD balance", Money.usd("4.00"), false));
  }

  @Test
  void readsTheWholeBalanceAndNotItsParts() {
    assertThat(poll("user_balance.json", 200).readings())
        .containsExactly(new Balance("USD balance", Money.usd("37.42"), false));
  }

  /// Too little for a call is not yet nothing, and below nothing is not zero.
  @Test
  void readsAmountsThatNoLongerServe() {
    assertThat(poll("user_balance_unavailable.json", 200).readings())
        .containsExactly(
            new Balance("CNY balance", new Money(new BigDecimal("0.03"), "CNY"), true),
            new Balance("USD balance", Money.usd("-1.20"), true));
  }

  @Test
  void takesNoBalanceForDepletedThatTheVendorDoesNotCallSo() {
    assertThat(poll("user_balance_untold.json", 200).readings())
        .containsExactly(new Balance("USD balance", Money.usd("0.00"), false));
  }

  @Test
  void saysThatABalanceIsDepletedWhenTheVendorSaysSo() {
    assertThat(poll("user_balance_exhausted.json", 200).readings())
        .containsExactly(new Balance("USD balance", Money.usd("0.00"), true));
  }

  @Test
  void knowsNoAmountWhenTheVendorTellsNone() {
    assertThatThrownBy(() -> poll("user_balance_unavailable_bare.json", 200))
        .hasMessage(
            "EXHAUSTED: the balance does not allow calls; top up at platform.deepseek.com/top_up");
  }

  @Test
  void tellsNothingOfAnAccountWithoutACurrency() {
    assertThat(poll("user_balance_none.json", 200)).isEqualTo(Report.of(List.of()));
  }

  /// Of calls, only the answers to those who made them tell tokens.
  @Test
  void readsNothingFromAnAnswerToACall() {
    assertThatThrownBy(() -> poll("chat_completion.json", 200))
        .hasMessage("UNREADABLE: $.balance_infos: expected a balance, found nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "401,AUTH,'the credential was refused (401): Authentication Fails, the api key is invalid; make a new key at platform.deepseek.com/api_keys'",
    "402,EXHAUSTED,'quota or money is gone (402): Insufficient Balance; top up at platform.deepseek.com/top_up'",
    "429,RATE_LIMITED,'asked too often (429): Rate limit reached'",
    "503,UNREACHABLE,'the provider failed (503): Server is busy, please try again later'"
  })
  void saysWhatWentWrong(int status, Kind kind, String reason) {
    var thrown =
        catchThrowableOfType(ApiException.class, () -> poll("error_" + status + ".json", status));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String file, int status) {
    var routes = FixtureApi.instead("deepseek", "GET /user/balance", file, status);
    return FixtureApi.poll(DEEPSEEK, Map.of(), routes);
  }
}
