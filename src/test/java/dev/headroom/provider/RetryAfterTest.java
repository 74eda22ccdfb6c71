package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "'Limit 200000, Used 198340. Please try again in 5m24.2s.', PT5M24.2S",
    "'Please try again in 20ms.', PT0.02S",
    "'Please retry after 45 seconds.', PT45S",
    "'Please retry after 86400 seconds. See https://aka.ms/oai', PT24H",
    "'Retry after 1 second', PT1S"
  })
  void readsTheWordsWhereNoHeaderTells(String words, Duration wait) {
    assertThat(RetryAfter.read(refusal(429, Map.of(), words), NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Please try again in 5", "try again in a while", "retry after 45 days ago", ""})
  void knowsNothingOfOtherWords(String words) {
    assertThat(RetryAfter.read(refusal(429, Map.of(), words), NOW)).isEmpty();
  }

  @Test
  void believesAHeaderMoreThanWords() {
    var header = Map.of("retry-after", List.of("45"), "retry-after-ms", List.of("44500"));

    assertThat(RetryAfter.read(refusal(429, header, "Please retry after 90 seconds."), NOW))
        .contains(Duration.ofMillis(44_500));
  }

  @Test
  void takesWordsOfAnyOtherErrorForNone() {
    assertThat(RetryAfter.read(refusal(503, Map.of(), "Please retry after 45 seconds."), NOW))
        .isEmpty();
  }

  private static Answer refusal(int status, Map<String, List<String>> headers, String words) {
    return new Answer(status, headers, Json.write(Map.of("error", Map.of("message", words))));
  }
}
