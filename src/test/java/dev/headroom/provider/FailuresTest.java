package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an error means at a vendor that differs from none.
final class FailuresTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Map<String, List<String>> NO_HEADERS = Map.of();
  private static final Request REQUEST = Request.get(URI.create("https://acme.test"), "/v1");

  @ParameterizedTest
  @CsvSource({
    "400, NOT_AVAILABLE",
    "401, AUTH",
    "402, EXHAUSTED",
    "403, FORBIDDEN",
    "404, NOT_AVAILABLE",
    "408, UNREACHABLE",
    "413, NOT_AVAILABLE",
    "429, RATE_LIMITED",
    "500, UNREACHABLE",
    "503, UNREACHABLE",
    "529, UNREACHABLE"
  })
  void isWhatTheStatusSaysWhereTheBodySaysNothing(int status, Kind kind) {
    assertThat(failure(status, "<html>no</html>").kind()).isEqualTo(kind);
    assertThat(failure(status, "").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota",
    "429, enforced_spend_limit_reached",
    "429, exceeded_current_quota_error",
    "429, budget_exceeded",
    "400, budget_exceeded",
    "403, insufficient_balance"
  })
  void tellsThatMoneyIsGoneFromAPause(int status, String code) {
    var answer = new Answer(status, Map.of("retry-after", List.of("20")), error("no", code));

    var failure = Failures.of(new OpenAi(), REQUEST, answer, NOW, List.of()).failure();

    assertThat(failure.kind()).isEqualTo(Kind.EXHAUSTED);
    assertThat(failure.retryAt()).as("no pause heals it").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"API_KEY_INVALID", "invalid_api_key", "invalid_grant"})
  void knowsABadKeyAlsoByAStatusOfABadRequest(String code) {
    assertThat(failure(400, error("no", code)).kind()).isEqualTo(Kind.AUTH);
  }

  @ParameterizedTest
  @CsvSource({"429, 2026-11-21T12:01:30Z", "503, 2026-11-21T12:01:30Z"})
  void saysWhenToComeBackWhereThatHelps(int status, Instant retryAt) {
    var answer = new Answer(status, Map.of("retry-after", List.of("90")), "");

    assertThat(Failures.of(new OpenAi(), REQUEST, answer, NOW, List.of()).failure().retryAt())
        .contains(retryAt);
  }

  @Test
  void showsNothingThatIsPrivate() {
    var words =
        "Rate limit reached for organization org-AbC123dEf456 with key sk-proj-****wxyz, hush-4711";
    var answer = new Answer(429, NO_HEADERS, error(words, "rate_limit_exceeded"));

    var thrown = Failures.of(new OpenAi(), REQUEST, answer, NOW, List.of(new Secret("hush-4711")));

    assertThat(thrown.failure().reason())
        .isEqualTo(
            "asked too often (429): Rate limit reached for organization *** with key ***, ***");
  }

  @Test
  void showsNoPage() {
    assertThat(failure(502, "<html><h1>Bad gateway</h1></html>").reason())
        .isEqualTo("the provider failed (502)");
  }

  @Test
  void takesAGuardBeforeTheVendorForNoRefusal() {
    var answer = new Answer(403, Map.of("cf-mitigated", List.of("challenge")), "<html>");

    assertThat(Failures.of(new OpenAi(), REQUEST, answer, NOW, List.of()).failure().kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  private static Failure failure(int status, String body) {
    return Failures.of(new OpenAi(), REQUEST, new Answer(status, NO_HEADERS, body), NOW, List.of())
        .failure();
  }

  private static String error(String message, String code) {
    return Json.write(Map.of("error", Map.of("message", message, "code", code)));
  }
}
