package dev.headroom.provider;

import dev.headroom.usage.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// How OpenAI's reports are asked for and told: days in buckets, of the organization or of one
/// project.
///
/// @param project only its rows count
record OpenAiReports(Access access, Api api, Instant now, Optional<String> project) {

  static final String VERSION = "v1";
  private static final int MOST_COST_DAYS = 180;

  List<Json> buckets(Request request) {
    return Pages.read(api, request, "page", Pages.hasMore("next_page")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .toList();
  }

  /// The rows of the bucket that are the project's. The grouping proves that the filter was heard.
  List<Json> ours(Json bucket) {
    var results = bucket.at("results").list();
    return project
        .map(id -> results.stream().filter(row -> row.at("project_id").name().equals(id)).toList())
        .orElse(results);
  }

  static LocalDate day(Json bucket) {
    return Period.utcDay(bucket.at("start_time").epochSeconds());
  }

  /// The last 31 days by day, which always hold the 1st of the month.
  Request days(String path) {
    return since(path, Period.utcDay(now).minusDays(30), 31);
  }

  /// The costs of every day from `first` on.
  Request costs(LocalDate first) {
    var days =
        (int) Math.min(MOST_COST_DAYS, ChronoUnit.DAYS.between(first, Period.utcDay(now)) + 1);
    return since("/organization/costs", first, days);
  }

  /// An end is never sent: a future one was refused. More days than allowed were, too.
  private Request since(String path, LocalDate first, int days) {
    var request =
        request(path)
            .query("start_time", first.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
            .query("bucket_width", "1d")
            .query("limit", days);
    return project
        .map(id -> request.query("project_ids", id).query("group_by", "project_id"))
        .orElse(request);
  }

  Request request(String path) {
    return Request.get(access.uri("base-url", VERSION), path).bearer(access.secret("key"));
  }
}
