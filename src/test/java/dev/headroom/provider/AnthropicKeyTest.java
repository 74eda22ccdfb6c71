package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an ordinary key tells.
final class AnthropicKeyTest {

  private static final Anthropic ANTHROPIC = new Anthropic();
  private static final Fixtures FIXTURES = Fixtures.of("anthropic");
  private static final String HAIKU = "claude-haiku-5-5";
  private static final Access CHECKED =
      FIXTURES.access(ANTHROPIC.profile(), Map.of("check-model", new Access.Value.Text(HAIKU)));

  @Test
  void readsWhatEveryOrdinaryKeyIsTold() {
    assertThat(probe("messages.json", "messages.headers").quotas())
        .containsExactly(
            window("Requests/min", "requests", "3999", "4000", "2026-11-21T09:30:01Z"),
            window("Tokens/min", "tokens", "2398000", "2400000", "2026-11-21T09:30:00Z"),
            window("Input tokens/min", "tokens", "1999000", "2000000", "2026-11-21T09:30:00Z"),
            window("Output tokens/min", "tokens", "399000", "400000", "2026-11-21T09:30:00Z"));
  }

  @Test
  void readsTheWindowsOfAnOrdinaryKeyWhenAskedToProbe() {
    var quotas = probe("messages.json", "messages_priority.headers").quotas();

    assertThat(quotas)
        .extracting(Quota::name)
        .containsExactly(
            "Requests/min",
            "Tokens/min",
            "Input tokens/min",
            "Output tokens/min",
            "Priority input tokens/min",
            "Priority output tokens/min");
    assertThat(quotas.get(4))
        .isEqualTo(
            Quota.named("Priority input tokens/min", "tokens")
                .withRemaining(new BigDecimal("11240"), new BigDecimal("12000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(HAIKU))
                .withResetsAt(Instant.parse("2026-11-21T09:30:59Z")));
  }

  @Test
  void readsTheWindowsOfFastMode() {
    assertThat(probe("messages.json", "messages_fast.headers").quotas().subList(4, 6))
        .containsExactly(
            Quota.named("Fast input tokens/min", "tokens")
                .withRemaining(new BigDecimal("88000"), new BigDecimal("100000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(HAIKU))
                .withResetsAt(Instant.parse("2026-11-21T09:30:07Z")),
            Quota.named("Fast output tokens/min", "tokens")
                .withRemaining(new BigDecimal("19000"), new BigDecimal("20000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(HAIKU))
                .withResetsAt(Instant.parse("2026-11-21T09:30:03Z")));
  }

  @Test
  void readsTheWindowsOfARefusalThatIsOnlyAPause() {
    assertThat(probe("error_429_rate_limit.json", "error_429_rate_limit.headers").quotas())
        .containsExactly(
            Quota.named("Requests/min", "requests")
                .withRemaining(BigDecimal.ZERO, new BigDecimal("4000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(HAIKU))
                .withResetsAt(Instant.parse("2026-11-21T09:30:17Z")));
  }

  @Test
  void takesAReachedSpendLimitForTheEndOfTheMoney() {
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> probe("error_429_spend_limit.json", "error_429_spend_limit.headers"));

    assertThat(thrown)
        .hasMessage(
            "EXHAUSTED: quota or money is gone (429): The organization reached its monthly API usage"
                + " threshold. Access returns on 2026-12-01 at 00:00 UTC");
  }

  /// Counting tokens has limits of its own, which its headers tell.
  @Test
  void checksAKeyWithoutTakingTheLimitsOfCountingForThoseOfMessages() {
    var api = counting(FIXTURES.answer("count_tokens.json", "count_tokens.headers"));

    assertThat(ANTHROPIC.poll(CHECKED, api, Fixtures.NOW)).isEqualTo(Report.of(List.of()));
    assertThat(api.sent()).extracting(Request::probe).containsExactly(false);
  }

  @Test
  void namesItsKeyAndTheVersionThatItIsWrittenFor() {
    var api = counting(FIXTURES.answer("count_tokens.json"));

    ANTHROPIC.poll(CHECKED, api, Fixtures.NOW);

    var request = api.sent().getFirst();
    assertThat(request.headers())
        .containsExactly(new Request.Field("anthropic-version", "2023-06-01"));
    assertThat(request.credentials()).extracting(Request.Hidden::name).containsExactly("x-api-key");
  }

  @ParameterizedTest
  @CsvSource({"error_401.json, 401, AUTH", "error_404_model.json, 404, NOT_AVAILABLE"})
  void saysWhatTheCheckFound(String file, int status, Kind kind) {
    var api = counting(FIXTURES.answer(file, status));

    var thrown =
        catchThrowableOfType(ApiException.class, () -> ANTHROPIC.poll(CHECKED, api, Fixtures.NOW));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
  }

  private static FixtureApi counting(Answer answer) {
    var route =
        new Fixtures.Route(
            "POST /v1/messages/count_tokens", Map.of(), Optional.of("claude-haiku-5-5"), answer);
    return new FixtureApi(ANTHROPIC, CHECKED, Fixtures.NOW, List.of(route));
  }

  private static Quota window(String name, String unit, String left, String limit, String reset) {
    return Quota.named(name, unit)
        .withRemaining(new BigDecimal(left), new BigDecimal(limit))
        .withWindow(Duration.ofMinutes(1))
        .withMembers(List.of(HAIKU))
        .withResetsAt(Instant.parse(reset));
  }

  private static Report probe(String body, String headers) {
    var route =
        new Fixtures.Route(
            "POST /v1/messages",
            Map.of(),
            Optional.of("\"max_tokens\":1"),
            FIXTURES.answer(body, headers));
    return FixtureApi.poll(
        ANTHROPIC, Map.of("probe-model", new Access.Value.Text(HAIKU)), List.of(route));
  }
}
