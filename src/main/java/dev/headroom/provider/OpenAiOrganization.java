package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What OpenAI tells an admin key, of the organization or of one project. A project's figures are
/// its own or none: where the project can't be read, the organization's never stand in.
final class OpenAiOrganization {

  /// The endpoints beside completions that count tokens or calls of models.
  private static final List<Other> OTHERS =
      List.of(
          new Other("embeddings", "embeddings"),
          new Other("moderations", "moderations"),
          new Other("images", "images"),
          new Other("audio_speeches", "speech"),
          new Other("audio_transcriptions", "transcriptions"));

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("max_requests_per_1_minute", "requests/min", "requests", 1),
          new Limit("max_tokens_per_1_minute", "tokens/min", "tokens", 1),
          new Limit("max_images_per_1_minute", "images/min", "images", 1),
          new Limit("max_audio_megabytes_per_1_minute", "audio MB/min", "MB", 1),
          new Limit("max_requests_per_1_day", "requests/day", "requests", 1440),
          new Limit("batch_1_day_max_input_tokens", "batch tokens/day", "tokens", 1440));

  private record Other(String path, String words) {}

  private record Limit(String field, String name, String unit, int minutes) {}

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Optional<String> project;

  OpenAiOrganization(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.project = access.findText("project");
  }

  Report read() {
    var parts = new Parts();
    var spend = parts.read("costs", this::costs);
    spend.ifPresent(days -> parts.add(days.readings(now)));
    var name = project.flatMap(id -> parts.readIfAvailable("project name", () -> projectName(id)));
    parts.addIfAvailable("spend limit", () -> List.of(spendLimit(spend, name)));
    var usage = new DailyUsage();
    parts
        .read("usage by model", () -> usage("completions", Duration.ZERO))
        .ifPresent(rows -> rows.forEach(usage::add));
    for (var other : OTHERS) {
      parts
          .readIfAvailable(
              "usage of " + other.words(), () -> usage(other.path(), Duration.ofHours(1)))
          .ifPresent(rows -> rows.forEach(usage::add));
    }
    parts.add(usage.readings());
    project.ifPresent(id -> parts.addIfAvailable("rate limits", () -> rateLimits(id)));
    return parts.report();
  }

  /// Dollars, not cents.
  private DailySpend costs() {
    var spend = new DailySpend();
    for (var bucket : buckets(days("/organization/costs"))) {
      var day = day(bucket);
      var results = ours(bucket);
      if (results.isEmpty()) {
        spend.add(day, Money.zero("USD"));
      }
      for (var result : results) {
        var amount = result.at("amount");
        spend.add(day, new Money(amount.at("value").decimal(), amount.at("currency").name()));
      }
    }
    return spend;
  }

  private List<Usage> usage(String path, Duration keptFor) {
    var request = days("/organization/usage/" + path).query("group_by", "model").keptFor(keptFor);
    return buckets(request).stream()
        .flatMap(bucket -> ours(bucket).stream().map(result -> usage(day(bucket), result, path)))
        .toList();
  }

  /// Input and output include the cached, text, audio and image tokens.
  private static Usage usage(LocalDate day, Json result, String path) {
    var counted = path.equals("completions");
    var in = result.at("input_tokens");
    var out = result.at("output_tokens");
    return Usage.ofDay(
        day,
        result.at("model").findName(),
        counted ? Optional.of(in.count()) : in.findCount(),
        result.at("input_cached_tokens").findCount(),
        counted ? Optional.of(out.count()) : out.findCount(),
        Optional.of(result.at("num_model_requests").count()));
  }

  /// The project's name, which people know better than its id.
  private String projectName(String id) {
    var request =
        request("/organization/projects").query("limit", 100).keptFor(Duration.ofHours(1));
    return Pages.read(api, request, "after", Pages.hasMore("last_id")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .filter(row -> row.at("id").name().equals(id))
        .map(row -> row.at("name").name())
        .findFirst()
        .orElse(id);
  }

  /// The threshold is in cents, unlike the costs.
  private Quota spendLimit(Optional<DailySpend> spend, Optional<String> name) {
    var request =
        request(
            project
                .map(id -> "/organization/projects/" + Request.segment(id) + "/spend_limit")
                .orElse("/organization/spend_limit"));
    var answer = api.send(request.keptFor(Duration.ofHours(1))).json();
    if (!answer.at("interval").name().equals("month")) {
      throw answer.at("interval").mismatch("month");
    }
    var limit = Money.ofCents(answer.at("threshold_amount").amount(), answer.at("currency").name());
    var quota = MonthlySpend.quota(spend, limit, now);
    var idle = answer.at("enforcement").at("status").findText().filter("inactive"::equals);
    var notes =
        Stream.of(name.map(words -> "project " + words), idle.map(status -> "not enforced"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return notes.isEmpty() ? quota : quota.withNote(notes);
  }

  private List<Quota> rateLimits(String id) {
    var request =
        request("/organization/projects/" + Request.segment(id) + "/rate_limits")
            .query("limit", 100)
            .keptFor(Duration.ofHours(1));
    return Pages.read(api, request, "after", Pages.hasMore("last_id")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .flatMap(OpenAiOrganization::rateLimits)
        .toList();
  }

  /// A limit of zero is one that the model doesn't have.
  private static Stream<Quota> rateLimits(Json row) {
    var model = row.at("model").name();
    return LIMITS.stream()
        .flatMap(limit ->
            row.at(limit.field()).findAmount().stream()
                .filter(amount -> amount.signum() > 0)
                .map(amount ->
                    Quota.named(model + ": " + limit.name(), limit.unit())
                        .withLimit(amount)
                        .withWindow(Duration.ofMinutes(limit.minutes()))
                        .withMembers(List.of(model))));
  }

  private List<Json> buckets(Request request) {
    return Pages.read(api, request, "page", Pages.hasMore("next_page")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .toList();
  }

  /// The rows of the bucket that are the project's. The grouping proves that the filter was heard.
  private List<Json> ours(Json bucket) {
    var results = bucket.at("results").list();
    return project
        .map(id -> results.stream().filter(row -> row.at("project_id").name().equals(id)).toList())
        .orElse(results);
  }

  private static LocalDate day(Json bucket) {
    return Period.utcDay(bucket.at("start_time").epochSeconds());
  }

  /// The last 31 days by day, which always hold the 1st of the month. An end is never sent: a
  /// future one was refused.
  private Request days(String path) {
    var first = Period.utcDay(now).minusDays(30).atStartOfDay(ZoneOffset.UTC);
    var request =
        request(path)
            .query("start_time", first.toEpochSecond())
            .query("bucket_width", "1d")
            .query("limit", 31);
    return project
        .map(id -> request.query("project_ids", id).query("group_by", "project_id"))
        .orElse(request);
  }

  private Request request(String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }
}
