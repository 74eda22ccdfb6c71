package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the headers of a call tell an ordinary key.
final class MistralProbeTest {

  private static final Mistral MISTRAL = new Mistral();
  private static final Fixtures FIXTURES = Fixtures.of("mistral");
  private static final String SMALL = "mistral-small-latest";

  @Test
  void readsTheHeadersOfAnOrdinaryKey() {
    assertThat(probe("chat_completion.headers").quotas())
        .containsExactly(
            header("requests", "min")
                .withRemaining(number("59"), number("60"))
                .withWindow(Duration.ofMinutes(1)),
            header("tokens", "min")
                .withRemaining(number("499990"), number("500000"))
                .withWindow(Duration.ofMinutes(1)),
            header("tokens", "month").withRemaining(number("998765432"), number("1000000000")));
  }

  @Test
  void readsTheOlderHeadersWithTheirReset() {
    assertThat(probe("chat_completion_bysize.headers").quotas())
        .containsExactly(
            header("tokens", "min")
                .withRemaining(number("481250"), number("500000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:00:19Z")),
            header("tokens", "month").withRemaining(number("999000000"), number("1000000000")));
  }

  @Test
  void readsTheOlderHeadersOfAMinuteWhereTheShortOnesAreMissing() {
    assertThat(probe("chat_completion_bysize_minute.headers").quotas())
        .containsExactly(
            header("tokens", "min")
                .withRemaining(number("481250"), number("500000"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @Test
  void readsHeadersOfEverySpan() {
    assertThat(probe("chat_completion_spans.headers").quotas())
        .containsExactly(
            header("requests", "s")
                .withRemaining(number("0"), number("1"))
                .withWindow(Duration.ofSeconds(1)),
            header("requests", "hour")
                .withRemaining(number("3599"), number("3600"))
                .withWindow(Duration.ofHours(1)),
            header("requests", "day")
                .withRemaining(number("4000"), number("5000"))
                .withWindow(Duration.ofDays(1)),
            header("tokens", "hour")
                .withRemaining(number("60000"), number("70000"))
                .withWindow(Duration.ofHours(1))
                .withResetsAt(Instant.parse("2026-11-21T12:00:17Z")),
            header("tokens", "day").withLimit(number("900000")).withWindow(Duration.ofDays(1)));
  }

  private static Report probe(String headers) {
    var route =
        new Fixtures.Route(
            "POST /v1/chat/completions",
            Map.of(),
            Optional.of("\"max_tokens\":1"),
            FIXTURES.answer("chat_completion.json", headers));
    return FixtureApi.poll(
        MISTRAL, Map.of("probe-models", new Access.Value.Texts(List.of(SMALL))), List.of(route));
  }

  private static Quota header(String unit, String span) {
    return Quota.named("%s: %s/%s".formatted(SMALL, unit, span), unit).withMembers(List.of(SMALL));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
