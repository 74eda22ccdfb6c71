package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What people did with Copilot in the last 28 days, as GitHub reports it a day or two later. The
/// report is lines of JSON at a signed address elsewhere, where the credential never goes.
///
/// Wire format: https://docs.github.com/en/rest/copilot/copilot-usage-metrics and
/// https://docs.github.com/en/copilot/reference/copilot-usage-metrics/example-schema
///
/// @param place where reports lie
record CopilotReports(Api api, URI place) {

  /// The requests by day and model, and how many people were active on the latest day.
  ///
  /// @param latest tells where the latest report lies
  List<Reading> read(Request latest) {
    var days =
        api.send(latest).json().at("download_links").list().stream()
            .flatMap(link -> records(report(link)))
            .flatMap(CopilotReports::days)
            .toList();
    var wholes = new DailyUsage();
    var models = new DailyUsage();
    for (var day : days) {
      requests(day, Optional.empty(), day).ifPresent(wholes::add);
      day.at("totals_by_model_feature").listOrEmpty().stream()
          .flatMap(it -> requests(day, it.at("model").findName(), it).stream())
          .filter(row -> row.model().isPresent())
          .forEach(models::add);
    }
    var readings = new ArrayList<Reading>(wholes.readings());
    readings.addAll(models.readings());
    days.stream()
        .max(Comparator.comparing(day -> day.at("day").date()))
        .map(CopilotReports::active)
        .ifPresent(readings::add);
    return readings;
  }

  private String report(Json link) {
    var url = address(link);
    if (!Origins.same(url, place)) {
      throw ApiException.of(
          Kind.UNREADABLE,
          "the report lies at %s, which reports-url doesn't name".formatted(Origins.of(url)));
    }
    try {
      return api.send(Request.get(url, "").keptFor(CopilotBilling.HOUR)).text();
    } catch (ApiException e) {
      throw e.failure().kind() == Kind.AUTH
          ? ApiException.of(Kind.NOT_AVAILABLE, e.failure().reason())
          : e;
    }
  }

  private static URI address(Json link) {
    try {
      var url = new URI(link.name());
      if (Origins.problem(url).isPresent()) {
        throw link.mismatch("an address");
      }
      return url;
    } catch (URISyntaxException e) {
      throw link.mismatch("an address");
    }
  }

  private static Stream<Json> records(String report) {
    return report.stripLeading().startsWith("[")
        ? Json.parse(report).list().stream()
        : report.lines().filter(line -> !line.isBlank()).map(Json::parse);
  }

  private static Stream<Json> days(Json line) {
    var days = line.at("day_totals");
    return days.isPresent() ? days.list().stream() : Stream.of(line);
  }

  private static Optional<Usage> requests(Json day, Optional<String> model, Json counted) {
    return counted
        .at("user_initiated_interaction_count")
        .findCount()
        .map(count ->
            Usage.ofDay(
                day.at("day").date(),
                model,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(count)));
  }

  private static Quota active(Json day) {
    return Quota.named("Active users", "users")
        .withUsed(day.at("daily_active_users").amount())
        .withNote("on " + day.at("day").date());
  }
}
