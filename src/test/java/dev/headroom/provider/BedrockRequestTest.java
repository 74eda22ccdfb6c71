package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Bedrock's services are asked, word for word.
final class BedrockRequestTest {

  private static final Fixtures FIXTURES = Fixtures.of("bedrock");

  private final FakeRegion region = new FakeRegion();

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void asksForAHundredLimitsAPage() {
    region.poll(region.access());

    var asked = region.quotas.seen().getFirst();
    assertThat(asked.header("x-amz-target")).isEqualTo("ServiceQuotasV20190624.ListServiceQuotas");
    assertThat(asked.header("content-type")).isEqualTo("application/x-amz-json-1.1");
    assertSame("list_service_quotas_request.json", asked.body());
  }

  @Test
  void asksForTheCostOfTheMonthByServiceAndToday() {
    region.poll(region.access());

    var asked = region.costs.seen().getFirst();
    assertThat(asked.header("x-amz-target")).isEqualTo("AWSInsightsIndexService.GetCostAndUsage");
    assertSame("cost_explorer_request.json", asked.body());
  }

  /// From yesterday on, since a day's last hours are counted late.
  @Test
  void searchesTheMetricsOfAllModelsByTheHour() {
    region.poll(region.access());

    var request = FIXTURES.json("get_metric_data_request.json");
    var expected = new HashMap<String, String>();
    expected.put("Action", "GetMetricData");
    expected.put("ScanBy", request.at("ScanBy").text());
    expected.put("StartTime", "2026-11-20T00:00:00Z");
    expected.put("EndTime", "2026-11-21T12:10:00Z");
    var queries = request.at("MetricDataQueries").list();
    for (var i = 0; i < queries.size(); i++) {
      var member = "MetricDataQueries.member." + (i + 1) + ".";
      expected.put(member + "Id", queries.get(i).at("Id").text());
      expected.put(member + "Expression", queries.get(i).at("Expression").text());
      expected.put(member + "ReturnData", String.valueOf(queries.get(i).at("ReturnData").flag()));
    }
    assertThat(form(region.metrics.seen().getFirst().body()))
        .containsAllEntriesOf(expected)
        .containsOnlyKeys(withVersion(expected));
  }

  private static String[] withVersion(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("Version", "");
    return all.keySet().toArray(String[]::new);
  }

  private static Map<String, String> form(String body) {
    var fields = new HashMap<String, String>();
    for (var field : body.split("&", -1)) {
      var parts = field.split("=", 2);
      fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  private static void assertSame(String file, String body) {
    assertThat(equalToJson(FIXTURES.text(file)).match(body).isExactMatch()).as(body).isTrue();
  }
}
