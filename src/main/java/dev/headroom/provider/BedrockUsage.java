package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Period;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/// Yesterday's and today's tokens and requests by model, as CloudWatch counts them. What it has
/// only in part is no figure.
///
/// https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html
record BedrockUsage(CloudWatchClient client, Instant now) {

  /// How long an answer will do.
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final String IN = "inputTokens";
  private static final String OUT = "outputTokens";
  private static final String REQUESTS = "requests";

  List<Usage> read() {
    var usage = new DailyUsage();
    for (var page : Pages.walk(this::page, Pages.until(GetMetricDataResponse::nextToken))) {
      page.metricDataResults().forEach(series -> add(series, usage));
    }
    return usage.readings();
  }

  private static void add(MetricDataResult series, DailyUsage usage) {
    var metric = Json.of("$.Id", series.id()).text();
    var model = Json.of("$.Label", series.label()).name();
    var times = AwsAccount.list("$.Timestamps", series.hasTimestamps(), series.timestamps());
    var values = AwsAccount.list("$.Values", series.hasValues(), series.values());
    if (times.size() != values.size()) {
      throw unreadable("CloudWatch told not as many values as times");
    }
    for (var i = 0; i < times.size(); i++) {
      var at = Json.of("$.Timestamps", times.get(i).toString()).instant();
      var count = Optional.of(Json.of("$.Values", values.get(i)).count());
      usage.add(
          Usage.ofDay(
              Period.utcDay(at),
              Optional.of(model),
              count.filter(any -> metric.equals(IN)),
              Optional.empty(),
              count.filter(any -> metric.equals(OUT)),
              count.filter(any -> metric.equals(REQUESTS))));
    }
  }

  /// Looked at before the next page is asked for: what is missing in one makes all of it worthless.
  private static GetMetricDataResponse whole(GetMetricDataResponse page) {
    var complete =
        AwsAccount.list(
                "$.MetricDataResults", page.hasMetricDataResults(), page.metricDataResults())
            .stream()
            .allMatch(series -> series.statusCode() == StatusCode.COMPLETE);
    if (!complete || !page.messages().isEmpty()) {
      throw unreadable("CloudWatch told only a part of the metrics");
    }
    return page;
  }

  /// The end is cut to ten minutes, so that an earlier answer for the same span can do.
  private GetMetricDataResponse page(Optional<String> token) {
    var span = KEPT.toSeconds();
    var end = Instant.ofEpochSecond(now.getEpochSecond() / span * span + span);
    return whole(
        AwsAccount.ask(
            "cloudwatch:GetMetricData",
            () ->
                client.getMetricData(request ->
                    request
                        .startTime(now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1)))
                        .endTime(end)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(
                            query(IN, "InputTokenCount"),
                            query(OUT, "OutputTokenCount"),
                            query(REQUESTS, "Invocations"))
                        .nextToken(token.orElse(null)))));
  }

  private static MetricDataQuery query(String id, String metric) {
    return MetricDataQuery.builder()
        .id(id)
        .expression("SEARCH('{AWS/Bedrock,ModelId} MetricName=\"" + metric + "\"', 'Sum', 3600)")
        .returnData(true)
        .build();
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
