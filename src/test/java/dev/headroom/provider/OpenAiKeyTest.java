package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
final class OpenAiKeyTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("openai");
  private static final String MINI = "gpt-5.4-mini";

  @Test
  void readsTheWindowsOfAnOrdinaryKeyWhenAskedToProbe() {
    assertThat(probe("chat_completion.json", "chat_completion.headers").quotas())
        .containsExactly(
            Quota.named("Requests/min", "requests")
                .withRemaining(new BigDecimal("4999"), new BigDecimal("5000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(MINI))
                .withResetsAt(Instant.parse("2026-11-21T12:00:00.012Z")),
            Quota.named("Tokens/min", "tokens")
                .withRemaining(new BigDecimal("799988"), new BigDecimal("800000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(MINI))
                .withResetsAt(Instant.parse("2026-11-21T12:04:15Z")),
            Quota.named("Project tokens/min", "tokens")
                .withRemaining(new BigDecimal("118400"), new BigDecimal("120000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of(MINI))
                .withResetsAt(Instant.parse("2026-11-21T12:00:00.850Z")));
  }

  /// A reasoning model thinks before it speaks, for which one token is too few.
  @Test
  void readsTheWindowsOfAModelThatNeedsMoreThanAToken() {
    assertThat(probe("error_400_max_tokens.json", "error_400_max_tokens.headers").quotas())
        .extracting(Quota::name)
        .containsExactly("Requests/min", "Tokens/min", "Project tokens/min");
  }

  @Test
  void saysWhyACallOfOneTokenWasRefusedWhereItToldNoLimits() {
    var route =
        new Fixtures.Route(
            "POST /v1/chat/completions",
            Map.of(),
            Optional.empty(),
            FIXTURES.answer("error_400_max_tokens.json", 400));

    assertThatThrownBy(() ->
            FixtureApi.poll(
                OPENAI, Map.of("probe-model", new Access.Value.Text(MINI)), List.of(route)))
        .hasMessageStartingWith(
            "NOT_AVAILABLE: what was asked is not there (400): Could not finish the message");
  }

  @Test
  void readsTheWindowsOfARefusalThatIsOnlyAPause() {
    assertThat(probe("error_429_rate_limit.json", "error_429_rate_limit.headers").quotas())
        .extracting(quota -> quota.remaining().orElseThrow())
        .containsExactly(new BigDecimal("4120"), new BigDecimal("1000"));
  }

  @Test
  void readsAWindowThatOnlySomeKeysHave() {
    var headers =
        Map.of(
            "x-ratelimit-limit-tokens_usage_based", List.of("200000"),
            "x-ratelimit-remaining-tokens_usage_based", List.of("150000"),
            "x-ratelimit-reset-tokens_usage_based", List.of("1m30s"));

    assertThat(RateLimitHeaders.read(new Answer(200, headers, "{}"), OpenAi.WINDOWS, Fixtures.NOW))
        .containsExactly(
            Quota.named("Usage-based tokens/min", "tokens")
                .withRemaining(new BigDecimal("150000"), new BigDecimal("200000"))
                .withWindow(Duration.ofMinutes(1))
                .withResetsAt(Instant.parse("2026-11-21T12:01:30Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "error_403_missing_scope_object.json, 403",
    "error_403_missing_scope_string.json, 403",
    "error_403_missing_scope_string.json, 401"
  })
  void saysThatAnAdminKeyIsNeeded(String file, int status) {
    assertThatThrownBy(() -> FixtureApi.pollChanged(OPENAI, any -> FIXTURES.answer(file, status)))
        .hasMessage(
            "FORBIDDEN: the credential is not allowed to do this (%d): You have insufficient permissions for this operation. Missing scopes: api.usage.read; an admin key with api.usage.read is needed, or probe-model for an ordinary one"
                .formatted(status));
  }

  @Test
  void takesABrowserOnlyEndpointForOneThatTheKeyMayNotUse() {
    var failure = FixtureApi.failure(OPENAI, "error_403_session_key_only.json", 403);

    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(failure.retryAt()).isEmpty();
  }

  private static Report probe(String body, String headers) {
    var route =
        new Fixtures.Route(
            "POST /v1/chat/completions",
            Map.of(),
            Optional.of("\"max_completion_tokens\":1"),
            FIXTURES.answer(body, headers));
    return FixtureApi.poll(
        OPENAI, Map.of("probe-model", new Access.Value.Text(MINI)), List.of(route));
  }
}
