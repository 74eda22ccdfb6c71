package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitHeadersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<Window> WINDOWS =
      List.of(
          Window.dashed("Requests/min", "requests", Duration.ofMinutes(1), "requests"),
          Window.prefixed("Tokens/min", "tokens", Duration.ofMinutes(1), "acme-tokens"));
  private static final Quota REQUESTS =
      Quota.named("Requests/min", "requests").withWindow(Duration.ofMinutes(1));

  @Test
  void readsBothMannersOfNames() {
    assertThat(
            read(
                Map.of(
                    "x-ratelimit-limit-requests", "60",
                    "x-ratelimit-remaining-requests", "59",
                    "acme-tokens-limit", " 9000 ",
                    "acme-tokens-remaining", "8000")))
        .containsExactly(
            REQUESTS.withRemaining(number("59"), number("60")),
            Quota.named("Tokens/min", "tokens")
                .withRemaining(number("8000"), number("9000"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "none", "1,000", "0x10", "NaN", "1e6"})
  void knowsNoLimitOfAnythingButANumber(String limit) {
    assertThat(
            read(
                Map.of("x-ratelimit-limit-requests", limit, "x-ratelimit-remaining-requests", "0")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "unknown"})
  void takesWhatItIsNotToldForUnknownAndNotForNothingLeft(String remaining) {
    assertThat(
            read(
                Map.of(
                    "x-ratelimit-limit-requests",
                    "60",
                    "x-ratelimit-remaining-requests",
                    remaining)))
        .containsExactly(REQUESTS.withLimit(number("60")));
  }

  @ParameterizedTest
  @CsvSource({
    "6m0s, 2026-11-21T12:06:00Z",
    "20ms, 2026-11-21T12:00:00.020Z",
    "17, 2026-11-21T12:00:17Z",
    "1795305600000, 2026-11-22T00:00:00Z",
    "2026-11-21T12:30:00Z, 2026-11-21T12:30:00Z"
  })
  void readsAResetInEveryForm(String reset, Instant at) {
    assertThat(reset(reset).resetsAt()).contains(at);
  }

  @Test
  void knowsNoResetWhereNoneIsTold() {
    assertThat(reset("-1").resetsAt()).isEmpty();
  }

  /// The vendors mean the moment at which the bucket is full, which blocks nobody until then.
  @Test
  void takesAnEmptyBucketForNoRefusal() {
    var quota = reset("30s");

    assertThat(quota.remaining()).contains(BigDecimal.ZERO);
    assertThat(quota.blocked()).isFalse();
  }

  @Test
  void countsASpanFromWhenTheAnswerWasGiven() {
    var answer =
        answer(Map.of("x-ratelimit-limit-requests", "60", "x-ratelimit-reset-requests", "20m0s"));

    assertThat(
            RateLimitHeaders.read(answer.aged(Duration.ofMinutes(14)), WINDOWS, NOW)
                .getFirst()
                .resetsAt())
        .isEqualTo(Optional.of(Instant.parse("2026-11-21T12:06:00Z")));
  }

  private static Quota reset(String reset) {
    return read(Map.of(
            "x-ratelimit-limit-requests", "60",
            "x-ratelimit-remaining-requests", "0",
            "x-ratelimit-reset-requests", reset))
        .getFirst();
  }

  private static List<Quota> read(Map<String, String> headers) {
    return RateLimitHeaders.read(answer(headers), WINDOWS, NOW);
  }

  private static Answer answer(Map<String, String> headers) {
    var lists = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Answer(200, lists, "{}");
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
