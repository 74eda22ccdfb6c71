package dev.headroom.provider;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An answer of CloudWatch's JSON protocol, as its "query" protocol writes it, which is the one
/// that the SDK asks for.
final class CloudWatchXml {

  private CloudWatchXml() {}

  static Answer of(Json answer) {
    var next = answer.at("NextToken").findText().map(token -> tag("NextToken", token)).orElse("");
    var results = members("MetricDataResults", answer.at("MetricDataResults"), CloudWatchXml::one);
    var messages =
        members(
            "Messages",
            answer.at("Messages"),
            message -> text(message, "Code") + text(message, "Value"));
    var result = tag("GetMetricDataResult", next + results + messages);
    return new Answer(200, Map.of(), tag("GetMetricDataResponse", result));
  }

  private static String one(Json series) {
    return text(series, "Id")
        + text(series, "Label")
        + text(series, "StatusCode")
        + members("Timestamps", series.at("Timestamps"), time -> time.epochSeconds().toString())
        + members("Values", series.at("Values"), value -> value.decimal().toPlainString());
  }

  private static String text(Json holder, String name) {
    return tag(name, holder.at(name).text());
  }

  private static String members(String name, Json list, Function<Json, String> content) {
    List<Json> items = list.list();
    return tag(
        name,
        items.stream()
            .map(item -> tag("member", content.apply(item)))
            .collect(Collectors.joining()));
  }

  private static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
