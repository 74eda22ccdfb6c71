package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorTest {

  private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");
  private static final String MONTH = "?start_time=1793491200&bucket_width=1d&limit=31";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DemoClock clock = new DemoClock(() -> START);
  private final Simulator simulator = start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void tellsOpenAiCostsByUtcDay() throws Exception {
    var page = get("/openai/v1/organization/costs" + MONTH);

    assertThat(page.path("data")).hasSize(20);
    assertThat(page.at("/data/0/start_time").asLong()).isEqualTo(1_793_491_200);
    assertThat(page.at("/data/0/results/0/amount/value").isNumber()).isTrue();
    assertThat(page.at("/data/0/results/0/amount/currency").asText()).isEqualTo("usd");
    assertThat(page.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void pagesWhenAskedForFewerBuckets() throws Exception {
    var query = MONTH.replace("limit=31", "limit=15");
    var first = get("/openai/v1/organization/usage/completions" + query + "&group_by=model");
    var next = first.path("next_page").asText();
    var second =
        get("/openai/v1/organization/usage/completions" + query + "&group_by=model&page=" + next);

    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(first.path("data")).hasSize(15);
    assertThat(first.at("/data/0/results/0/model").asText()).isEqualTo("gpt-5.4");
    assertThat(second.path("data")).hasSize(5);
    assertThat(second.path("next_page").isNull()).isTrue();
  }

  @Test
  void openAiStandsAtSixtyPercentOfItsLimitWhenTheDemoStarts() throws Exception {
    var limit = get("/openai/v1/organization/spend_limit").path("threshold_amount").asDouble();

    assertThat(10_000 * openAiMonth() / limit).isBetween(58.0, 66.0);
  }

  @Test
  void tellsAnthropicCostsInCentsAsText() throws Exception {
    var page =
        get(
            "/anthropic/v1/organizations/cost_report"
                + "?starting_at=2026-11-01T00%3A00%3A00Z&limit=31");

    assertThat(page.path("data")).hasSize(20);
    assertThat(page.at("/data/0/starting_at").asText()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(page.at("/data/4/results/0/amount").isTextual()).isTrue();
    assertThat(page.at("/data/4/results/0/amount").asDouble()).isBetween(500.0, 5_000.0);
  }

  @Test
  void tellsAnthropicUsageByModel() throws Exception {
    var page =
        get(
            "/anthropic/v1/organizations/usage_report/messages"
                + "?starting_at=2026-11-19T00:00:00Z&bucket_width=1d&limit=31&group_by[]=model");

    assertThat(page.path("data")).hasSize(2);
    assertThat(page.at("/data/0/results/0/cache_read_input_tokens").asLong()).isPositive();
    assertThat(page.at("/data/0/results/1/model").asText()).isEqualTo("claude-haiku-5-5");
  }

  @Test
  void tellsALowDeepSeekBalanceThatWasHigher() throws Exception {
    var now = get("/deepseek/user/balance");
    clock.travel(START.minus(Duration.ofDays(10)));
    var before = get("/deepseek/user/balance");

    assertThat(now.at("/balance_infos/0/total_balance").asText()).isEqualTo("4.20");
    assertThat(before.at("/balance_infos/0/total_balance").asDouble()).isGreaterThan(8);
  }

  @Test
  void openRouterCrossesWarningAndThenCriticalWithinMinutes() throws Exception {
    assertThat(openRouterPercent()).isBetween(67.0, 69.9);

    clock.travel(START.plus(Duration.ofMinutes(1)));
    assertThat(openRouterPercent()).isBetween(70.0, 89.9);

    clock.travel(START.plus(Duration.ofMinutes(5)));
    assertThat(openRouterPercent()).isBetween(90.0, 99.9);
  }

  @Test
  void openRouterActivityIsOfCompletedDays() throws Exception {
    var all = get("/openrouter/api/v1/activity");
    var day = get("/openrouter/api/v1/activity?date=2026-11-19");

    assertThat(all.path("data")).hasSize(60);
    assertThat(all.at("/data/0/date").asText()).isEqualTo("2026-11-19");
    assertThat(day.path("data")).hasSize(2);
    assertThat(get("/openrouter/api/v1/credits").at("/data/total_credits").isNumber()).isTrue();
  }

  @Test
  void oneKeyIsExpired() throws Exception {
    var answer = send("/openai-expired/v1/organization/costs" + MONTH, true);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(MAPPER.readTree(answer.body()).at("/error/code").asText())
        .isEqualTo("invalid_api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/v1/organization/costs",
        "/anthropic/v1/organizations/cost_report",
        "/deepseek/user/balance",
        "/openrouter/api/v1/key"
      })
  void aCredentialIsNeeded(String path) throws Exception {
    assertThat(send(path, false).statusCode()).isEqualTo(401);
  }

  @Test
  void oneMomentHasOneAnswerAndLaterOnesMove() throws Exception {
    var once = openAiMonth();
    var twice = openAiMonth();
    clock.travel(START.plus(Duration.ofMinutes(10)));
    var later = openAiMonth();

    assertThat(twice).isEqualTo(once);
    assertThat(later).isGreaterThan(once);
  }

  private double openAiMonth() throws Exception {
    var sum = 0.0;
    for (var bucket : get("/openai/v1/organization/costs" + MONTH).path("data")) {
      sum += bucket.at("/results/0/amount/value").asDouble();
    }
    return sum;
  }

  private double openRouterPercent() throws Exception {
    var key = get("/openrouter/api/v1/key").path("data");
    var limit = key.path("limit").asDouble();
    return 100 * (limit - key.path("limit_remaining").asDouble()) / limit;
  }

  private JsonNode get(String path) throws Exception {
    var answer = send(path, true);
    assertThat(answer.statusCode()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> send(String path, boolean authorized)
      throws IOException, InterruptedException {
    var address = URI.create(simulator.address() + path.replace("[]", "%5B%5D"));
    var request = HttpRequest.newBuilder(address);
    if (authorized) {
      request.header("Authorization", "Bearer demo");
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private Simulator start() {
    try {
      return Simulator.start(clock, START);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
