package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What Cloud Monitoring tells a service account of a project's quotas at the Gemini API: every
/// limit, and what the day has used of those that count by day. It is some minutes behind.
///
/// Wire format: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.timeSeries/list
final class GeminiMonitoring {

  private static final String SCOPE = "https://www.googleapis.com/auth/monitoring.read";
  private static final String METRIC = "serviceruntime.googleapis.com/quota/";
  private static final Duration TOKEN_AGE = Duration.ofMinutes(30);

  /// Limits are written once a day.
  private static final Duration LIMIT_SPAN = Duration.ofDays(2);

  private static final BigDecimal UNLIMITED = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Access access;
  private final Api api;
  private final Instant now;
  private final ServiceAccount login;

  GeminiMonitoring(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.login = ServiceAccount.read(access.secret(Gemini.SERVICE_ACCOUNT));
  }

  /// What a series is about.
  ///
  /// @param limit which limit of the metric; usage may leave it open
  private record Series(
      String metric, String location, Optional<String> limit, Optional<String> model, Json points) {

    static Series read(Json series) {
      var labels = series.at("metric").at("labels");
      return new Series(
          labels.at("quota_metric").name(),
          series.at("resource").at("labels").at("location").findName().orElse("global"),
          labels.at("limit_name").findName(),
          labels.at("model").findName(),
          series.at("points"));
    }

    /// Whether the usage of this series is that of the limit `other`. All models' or users' usage
    /// together is not that of a limit for each.
    boolean counts(Series other) {
      var named = limit.isPresent() && limit.equals(other.limit);
      var whole =
          limit.isEmpty()
              && !other.name().contains("PerUser")
              && (model.isPresent() || !other.name().contains("PerModel"));
      return metric.equals(other.metric)
          && location.equals(other.location)
          && model.equals(other.model)
          && (named || whole);
    }

    String name() {
      return limit.orElse("");
    }

    BigDecimal newest() {
      return points.list().stream()
          .max(Comparator.comparing(point -> point.at("interval").at("endTime").instant()))
          .map(Series::value)
          .orElseThrow(() -> points.mismatch("a point"));
    }

    BigDecimal sum() {
      return points.list().stream().map(Series::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal value(Json point) {
      var value = point.at("value");
      return value.at("int64Value").findAmount().orElseGet(() -> value.at("doubleValue").amount());
    }
  }

  /// Every quota of the project that has a limit and counts by day or minute.
  List<Quota> read() {
    var limits = series(limits());
    if (limits.isEmpty()) {
      throw ApiException.of(Failure.Kind.NOT_AVAILABLE, "Cloud Monitoring knows no quotas of it");
    }
    var usage = series(usage());
    var names = new HashSet<String>();
    return limits.stream()
        .sorted(Comparator.comparing(Series::name))
        .filter(limit -> limit.name().contains("PerDay") || limit.name().contains("PerMinute"))
        .flatMap(limit -> quota(limit, usage).map(quota -> apart(names, quota, limit)).stream())
        .toList();
  }

  /// Several limits of one metric and span, like a project's and a user's, are told apart.
  private static Quota apart(Set<String> names, Quota quota, Series limit) {
    return names.add(quota.name())
        ? quota
        : quota.renamed(quota.name() + " (" + limit.name() + ")");
  }

  /// Nothing for what the project isn't granted, or granted without end.
  private Optional<Quota> quota(Series limit, List<Series> usage) {
    var most = limit.newest();
    if (most.signum() == 0 || most.compareTo(UNLIMITED) >= 0) {
      return Optional.empty();
    }
    var daily = limit.name().contains("PerDay");
    var kind = GeminiQuota.of(limit.metric().contains("token"), daily);
    var quota = kind.of(limit.model(), now).withLimit(most);
    var named = limit.model().isPresent() ? quota : quota.renamed(words(limit, quota));
    return Optional.of(daily ? used(limit, usage).map(named::withUsed).orElse(named) : named);
  }

  private static Optional<BigDecimal> used(Series limit, List<Series> usage) {
    return usage.stream()
        .filter(series -> series.counts(limit))
        .map(Series::sum)
        .reduce(BigDecimal::add);
  }

  /// `generate content free tier requests: requests/day`.
  private static String words(Series limit, Quota quota) {
    var metric = limit.metric().replaceFirst("^.*/", "").replace('_', ' ').strip();
    var place = limit.location().equals("global") ? "" : ", " + limit.location();
    return metric + place + ": " + quota.name();
  }

  private Request limits() {
    var end = now.getEpochSecond() - now.getEpochSecond() % 3600;
    return timeSeries(
            "limit", Instant.ofEpochSecond(end).minus(LIMIT_SPAN), Instant.ofEpochSecond(end))
        .query("aggregation.alignmentPeriod", "3600s")
        .query("aggregation.perSeriesAligner", "ALIGN_MAX")
        .keptFor(Duration.ofHours(1));
  }

  /// One figure for the day so far, which began at midnight Pacific time.
  private Request usage() {
    var end = Instant.ofEpochSecond(now.getEpochSecond());
    var begin = GeminiQuota.dayBegin(now);
    var span = Math.max(60, Duration.between(begin, end).toSeconds());
    return timeSeries("rate/net_usage", end.minusSeconds(span), end)
        .query("aggregation.alignmentPeriod", span + "s")
        .query("aggregation.perSeriesAligner", "ALIGN_SUM");
  }

  private Request timeSeries(String metric, Instant from, Instant until) {
    var project = access.findText(Gemini.PROJECT).or(login::project);
    if (project.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "project must be configured beside service-account");
    }
    return Request.get(
            access.uri(Gemini.MONITORING_URL),
            "/v3/projects/" + Request.segment(project.get()) + "/timeSeries")
        .query(
            "filter",
            "metric.type=\"%s%s\" AND resource.type=\"consumer_quota\" AND resource.labels.service=\"generativelanguage.googleapis.com\""
                .formatted(METRIC, metric))
        .query("interval.startTime", from)
        .query("interval.endTime", until);
  }

  /// An answer without series has no field for them.
  private List<Series> series(Request request) {
    var all = new ArrayList<Series>();
    for (var page :
        Pages.walk(
            token -> send(token.map(it -> request.query("pageToken", it)).orElse(request)),
            Pages.untilAbsent("nextPageToken"))) {
      page.at("timeSeries").listOrEmpty().stream().map(Series::read).forEach(all::add);
    }
    return all;
  }

  private Json send(Request request) {
    return api.sendWith(
            age -> login.token(api, access.uri(Gemini.TOKEN_URL), SCOPE, now, age),
            TOKEN_AGE,
            request)
        .json();
  }
}
