package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {

  /// OpenAI, Anthropic, Google, a plain text, FastAPI, ElevenLabs, AWS.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"error": {"message": "no", "type": "t", "code": "invalid_api_key"}} | invalid_api_key | no
          {"type": "error", "error": {"type": "billing_error", "message": "pay"}} | billing_error | pay
          {"error": {"message": "cap", "details": {"error_code": "Spend_Limit"}}} | spend_limit | cap
          {"error": {"message": "bad", "details": [{"reason": "API_KEY_INVALID"}]}} | api_key_invalid | bad
          {"error": "Missing scopes: api.usage.read"} | missing scopes: api.usage.read | Missing scopes: api.usage.read
          {"code": "unauthenticated", "error": "Incorrect API key"} | unauthenticated | Incorrect API key
          {"detail": [{"type": "missing", "msg": "field required"}]} | missing | field required
          {"detail": {"status": "missing_permissions", "message": "user_read"}} | missing_permissions | user_read
          {"__type": "ThrottlingException", "Message": "slow"} | throttlingexception | slow
          <Error><Code>AccessDenied</Code><Message>no</Message></Error> | accessdenied | no
          """)
  void findsCodeAndWordsWhereverTheyAre(String body, String code, String message) {
    var error = ErrorBody.of(answer(body));

    assertThat(error.message()).contains(message);
    assertThat(error.has(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Bad gateway</html>",
        "null",
        "42",
        "[]",
        "{\"error\": null}",
        "{\"error\": [1]}",
        "{\"error\": {\"message\": {\"deep\": true}, \"code\": 7}}"
      })
  void findsNothingInAnythingElse(String body) {
    assertThat(ErrorBody.of(answer(body)).codes()).isEmpty();
    assertThat(ErrorBody.of(answer(body)).message()).isEqualTo(Optional.empty());
  }

  @Test
  void knowsWordsWhateverTheirCase() {
    var error = ErrorBody.of(answer("{\"error\": \"You have MISSING Scopes\"}"));

    assertThat(error.says("missing scopes")).isTrue();
    assertThat(error.says("session key")).isFalse();
  }

  @Property(seed = "21")
  void failsOnNoBody(@ForAll String text) {
    assertThat(ErrorBody.of(answer(text))).isNotNull();
    assertThat(ErrorBody.of(answer(Json.write(Map.of("error", text))))).isNotNull();
  }

  private static Answer answer(String body) {
    return new Answer(400, Map.of(), body);
  }
}
