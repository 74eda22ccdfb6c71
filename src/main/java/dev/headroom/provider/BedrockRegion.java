package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What three services of AWS tell of Bedrock.
final class BedrockRegion {

  private static final Pattern TOKENS =
      Pattern.compile("tokens per (minute|day)", Pattern.CASE_INSENSITIVE);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final String IN = "inputTokens";
  private static final String OUT = "outputTokens";
  private static final String REQUESTS = "requests";

  private final Aws aws;
  private final Instant now;

  BedrockRegion(Aws aws, Instant now) {
    this.aws = aws;
    this.now = now;
  }

  /// The token limits. Their codes are not documented: their names say what they are.
  List<Quota> limits(List<String> models) {
    var quotas = new LinkedHashMap<String, Quota>();
    for (var page : Pages.walk(this::limits, Pages.untilAbsent("NextToken"))) {
      for (var row : page.at("Quotas").list()) {
        var name = row.at("QuotaName").name();
        var tokens = TOKENS.matcher(name);
        if (tokens.find() && isAbout(name, models)) {
          var daily = tokens.group(1).equalsIgnoreCase("day");
          var window = daily ? Duration.ofDays(1) : Duration.ofMinutes(1);
          var limit = row.at("Value").amount();
          quotas.putIfAbsent(name, Quota.named(name, "tokens").withLimit(limit).withWindow(window));
        }
      }
    }
    return List.copyOf(quotas.values());
  }

  private static boolean isAbout(String name, List<String> models) {
    var text = name.toLowerCase(Locale.ROOT);
    return models.isEmpty()
        || models.stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
  }

  private Json limits(Optional<String> page) {
    var arguments = new LinkedHashMap<String, Object>();
    arguments.put("ServiceCode", "bedrock");
    arguments.put("MaxResults", 100);
    page.ifPresent(token -> arguments.put("NextToken", token));
    return aws.call(Aws.Service.QUOTAS, "ListServiceQuotas", arguments, Duration.ofHours(6));
  }

  /// Yesterday and today, by model. What CloudWatch has only in part is no figure.
  List<Usage> usage() {
    var usage = new DailyUsage();
    for (var page : Pages.walk(this::metrics, Pages.untilAbsent("NextToken"))) {
      page.at("MetricDataResults").list().forEach(series -> add(series, usage));
    }
    return usage.readings();
  }

  private static void add(Json series, DailyUsage usage) {
    var metric = series.at("Id").text();
    var model = series.at("Label").name();
    var times = series.at("Timestamps").list();
    var values = series.at("Values").list();
    if (times.size() != values.size()) {
      throw series.at("Values").mismatch("as many as Timestamps");
    }
    for (var i = 0; i < times.size(); i++) {
      usage.add(usage(Period.utcDay(times.get(i).epochSeconds()), model, metric, values.get(i)));
    }
  }

  private static Usage usage(LocalDate day, String model, String metric, Json value) {
    var count = Optional.of(value.count());
    return Usage.ofDay(
        day,
        Optional.of(model),
        count.filter(any -> metric.equals(IN)),
        Optional.empty(),
        count.filter(any -> metric.equals(OUT)),
        count.filter(any -> metric.equals(REQUESTS)));
  }

  /// Looked at before the next page is asked for: what is missing in one makes all of it worthless.
  private static Json whole(Json page) {
    var complete =
        page.at("MetricDataResults").list().stream()
            .allMatch(series -> series.at("StatusCode").text().equals("Complete"));
    if (!complete || !page.at("Messages").listOrEmpty().isEmpty()) {
      throw ApiException.of(Failure.Kind.UNREADABLE, "CloudWatch told only a part of the metrics");
    }
    return page;
  }

  /// The end is cut to ten minutes, so that an earlier answer for the same span can do.
  private Json metrics(Optional<String> page) {
    var today = now.truncatedTo(ChronoUnit.DAYS);
    var span = TEN_MINUTES.toSeconds();
    var end = Instant.ofEpochSecond(now.getEpochSecond() / span * span + span);
    var arguments = new LinkedHashMap<String, Object>();
    arguments.put("StartTime", today.minus(Duration.ofDays(1)).getEpochSecond());
    arguments.put("EndTime", end.getEpochSecond());
    arguments.put("ScanBy", "TimestampAscending");
    arguments.put(
        "MetricDataQueries",
        List.of(
            query(IN, "InputTokenCount"),
            query(OUT, "OutputTokenCount"),
            query(REQUESTS, "Invocations")));
    page.ifPresent(token -> arguments.put("NextToken", token));
    return whole(aws.call(Aws.Service.METRICS, "GetMetricData", arguments, TEN_MINUTES));
  }

  private static Map<String, Object> query(String id, String metric) {
    var query = new LinkedHashMap<String, Object>();
    query.put("Id", id);
    query.put(
        "Expression", "SEARCH('{AWS/Bedrock,ModelId} MetricName=\"" + metric + "\"', 'Sum', 3600)");
    query.put("ReturnData", true);
    return query;
  }

  /// This month by day. Models of other makers are services of their own, but all are named after
  /// Bedrock. What Cost Explorer hasn't prepared yet is unknown.
  List<Spend> costs() {
    try {
      var spend = new DailySpend();
      for (var page : Pages.walk(this::costs, Pages.untilAbsent("NextPageToken"))) {
        page.at("ResultsByTime").list().forEach(day -> add(day, spend));
      }
      return spend.readings(now);
    } catch (ApiException e) {
      if (e.answer().flatMap(Aws::error).filter("dataunavailableexception"::equals).isPresent()) {
        return List.of();
      }
      throw e;
    }
  }

  private static void add(Json result, DailySpend spend) {
    var day = result.at("TimePeriod").at("Start").date();
    for (var group : result.at("Groups").list()) {
      if (group.at("Keys").list().stream().anyMatch(key -> key.text().contains("Bedrock"))) {
        var cost = group.at("Metrics").at("UnblendedCost");
        spend.add(day, new Money(cost.at("Amount").decimal(), cost.at("Unit").name()));
      }
    }
  }

  private Json costs(Optional<String> page) {
    var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    var arguments = new LinkedHashMap<String, Object>();
    arguments.put(
        "TimePeriod",
        Map.of("Start", today.withDayOfMonth(1).toString(), "End", today.plusDays(1).toString()));
    arguments.put("Granularity", "DAILY");
    arguments.put("Metrics", List.of("UnblendedCost"));
    arguments.put("GroupBy", List.of(Map.of("Type", "DIMENSION", "Key", "SERVICE")));
    page.ifPresent(token -> arguments.put("NextPageToken", token));
    return aws.call(Aws.Service.COSTS, "GetCostAndUsage", arguments, Duration.ofHours(12));
  }
}
