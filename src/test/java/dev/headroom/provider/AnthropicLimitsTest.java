package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnthropicLimitsTest {

  private static final Anthropic ANTHROPIC = new Anthropic();

  @Test
  void readsConfiguredRateLimitsWithoutUsage() {
    assertThat(FixtureApi.poll(ANTHROPIC).quotas())
        .contains(
            Quota.named("Claude Opus 5.5: input tokens/min", "tokens")
                .withLimit(new BigDecimal("2000000"))
                .withWindow(Duration.ofMinutes(1))
                .withMembers(List.of("claude-opus-5-5")),
            Quota.named("token count: requests/min", "requests")
                .withLimit(new BigDecimal("10000"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @Test
  void readsOnlyMembersThatHaveALimit() {
    assertThat(FixtureApi.poll(ANTHROPIC).quotas())
        .filteredOn(quota -> quota.name().startsWith("Spend limit"))
        .containsExactly(
            Quota.named("Spend limit of Sample Dev, monthly", "USD")
                .withLimit(new BigDecimal("500.00"))
                .withUsed(new BigDecimal("420.125")));
  }

  @Test
  void readsOnWhenThereAreNoRateLimitsToRead() {
    var routes =
        FixtureApi.instead(
            "anthropic", "GET /v1/organizations/rate_limits", "error_404_model.json", 404);

    assertThat(FixtureApi.poll(ANTHROPIC, Map.of(), routes).gaps()).isEmpty();
  }

  @Test
  void knowsAWindowOnlyOfWhatCountsByTheMinute() {
    assertThat(limits("rate_limits", "rate_limits_other.json").quotas())
        .startsWith(
            Quota.named("batch: enqueued requests", "requests").withLimit(new BigDecimal("500000")),
            Quota.named("web search: requests/min", "requests")
                .withLimit(new BigDecimal("30"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @Test
  void tellsMembersOfOneNameApart() {
    assertThat(limits("spend_limits/effective", "spend_limits_namesakes.json").quotas())
        .extracting(Quota::name)
        .filteredOn(name -> name.startsWith("Spend limit"))
        .containsExactly(
            "Spend limit of Sam Lee, weekly",
            "Spend limit of Sam Lee, monthly",
            "Spend limit of Sam Lee, monthly (user_s09)",
            "Spend limit of user_s10, daily");
  }

  private static Report limits(String path, String file) {
    return FixtureApi.poll(
        ANTHROPIC,
        Map.of(),
        FixtureApi.instead("anthropic", "GET /v1/organizations/" + path, file, 200));
  }
}
