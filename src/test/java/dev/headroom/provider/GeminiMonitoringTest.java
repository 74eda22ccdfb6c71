package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiMonitoringTest {

  private static final Gemini GEMINI = new Gemini();
  private static final Fixtures FIXTURES = Fixtures.of("gemini");
  private static final String SERIES = "GET /v3/projects/example-project/timeSeries";
  private static final String LIMITS = "monitoring_timeseries_limit.json";
  private static final String USAGE = "monitoring_timeseries_usage.json";
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void readsWhatTheDayHasUsedOfItsLimit() {
    assertThat(poll(LIMITS, USAGE).quotas())
        .containsExactly(
            Quota.named("generate content free tier requests: requests/day", "requests")
                .withLimit(number("20"))
                .withUsed(number("13"))
                .withWindow(Duration.ofDays(1))
                .withResetsAt(MIDNIGHT));
  }

  @Test
  void addsUpMethodsAndNeverTakesAllModelsOrUsersForOne() {
    var report = poll("monitoring_limits_page1.json", "monitoring_usage_by_method.json");

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .containsExactly(
            day("embed content requests: requests/day", "requests", "1500"),
            day(tokens(""), "tokens", "4000000").withUsed(number("1234")),
            day(tokens(", europe-west1"), "tokens", "90000"),
            day(tokens("") + " (GenerateContentInputTokensPerDayPerUser)", "tokens", "5000"),
            day("gemini-3.6-flash: requests/day", "requests", "300")
                .withMembers(List.of("gemini-3.6-flash"))
                .withUsed(number("75")),
            Quota.named("gemini-3.6-flash: requests/min", "requests")
                .withMembers(List.of("gemini-3.6-flash"))
                .withLimit(number("25"))
                .withWindow(Duration.ofMinutes(1)));
  }

  @Test
  void asksForTheDaySinceMidnightPacificTimeInOneFigure() {
    var api = api(LIMITS, USAGE, Map.of());

    GEMINI.poll(access(Map.of()), api, Fixtures.NOW);

    var usage = api.sent().getLast();
    assertThat(usage.query())
        .contains(
            new Request.Field("interval.startTime", "2026-11-21T08:00:00Z"),
            new Request.Field("interval.endTime", "2026-11-21T12:00:00Z"),
            new Request.Field("aggregation.alignmentPeriod", "14400s"),
            new Request.Field("aggregation.perSeriesAligner", "ALIGN_SUM"));
  }

  @Test
  void sendsEachCredentialToItsHostOnly() {
    var api = api(LIMITS, USAGE, Map.of());

    GEMINI.poll(access(Map.of()), api, Fixtures.NOW);

    assertThat(api.sent())
        .extracting(
            request -> request.url().getHost(),
            request -> request.credentials().stream().map(Request.Hidden::name).toList())
        .containsExactly(
            tuple("generativelanguage.googleapis.com", List.of("x-goog-api-key")),
            tuple("oauth2.googleapis.com", List.of()),
            tuple("monitoring.googleapis.com", List.of("Authorization")),
            tuple("oauth2.googleapis.com", List.of()),
            tuple("monitoring.googleapis.com", List.of("Authorization")));
  }

  @Test
  void knowsNoUsageWhereNothingIsTold() {
    assertThat(poll(LIMITS, "monitoring_none.json").quotas())
        .extracting(Quota::used)
        .containsExactly(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "monitoring_none.json, 200, Cloud Monitoring knows no quotas of it",
    "monitoring_negative.json, 200, '$.timeSeries[0].points[0].value.int64Value: expected a number, zero or more, found text'",
    "models.json, 200, Cloud Monitoring knows no quotas of it",
    "error_403_monitoring.json, 403, 'the credential is not allowed to do this (403): Permission monitoring.timeSeries.list denied (or the resource may not exist); let the key use the Generative Language API, and the service account be Monitoring Viewer'"
  })
  void keepsTheConfiguredLimitsWhereMonitoringFails(String file, int status, String reason) {
    var limits = Map.of("gemini-3-pro", Map.of("rpd", number("100")));
    var api = api(file, USAGE, Map.of(SERIES, status));

    var report =
        GEMINI.poll(access(Map.of("limits", new Access.Value.Table(limits))), api, Fixtures.NOW);

    assertThat(report.quotas())
        .extracting(Quota::name)
        .containsExactly("gemini-3-pro: requests/day");
    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("quota usage: " + reason);
  }

  @Test
  void saysThatTheServiceAccountIsRefused() {
    var api = api("error_400_grant.json", USAGE, Map.of("POST /token", 400));

    assertThatThrownBy(() -> GEMINI.poll(access(Map.of()), api, Fixtures.NOW))
        .hasMessage(
            "AUTH: the credential was refused (400): Invalid JWT Signature; make a new key, at"
                + " aistudio.google.com/apikey or of the service account");
  }

  private static Report poll(String limits, String usage) {
    return GEMINI.poll(access(Map.of()), api(limits, usage, Map.of()), Fixtures.NOW);
  }

  /// Every request that `statuses` names is answered by `limits`.
  private static FixtureApi api(String limits, String usage, Map<String, Integer> statuses) {
    var routes = new ArrayList<Fixtures.Route>();
    statuses.forEach(
        (request, status) -> routes.add(route(request, Map.of(), FIXTURES.answer(limits, status))));
    routes.add(route("POST /token", Map.of(), FIXTURES.answer("token.json")));
    routes.add(
        route(
            SERIES,
            Map.of("pageToken", "page-2"),
            FIXTURES.answer("monitoring_limits_page2.json")));
    routes.add(route(SERIES, Map.of("filter", filter("limit")), FIXTURES.answer(limits)));
    routes.add(route(SERIES, Map.of("filter", filter("rate/net_usage")), FIXTURES.answer(usage)));
    routes.add(route("GET /v1beta/models", Map.of(), FIXTURES.answer("models.json")));
    return new FixtureApi(GEMINI, access(Map.of()), Fixtures.NOW, routes);
  }

  private static String filter(String metric) {
    return "metric.type=\"serviceruntime.googleapis.com/quota/"
        + metric
        + "\" AND"
        + " resource.type=\"consumer_quota\" AND"
        + " resource.labels.service=\"generativelanguage.googleapis.com\"";
  }

  private static Fixtures.Route route(String request, Map<String, String> query, Answer answer) {
    return new Fixtures.Route(request, query, Optional.empty(), answer);
  }

  private static Access access(Map<String, Access.Value> more) {
    var values = new HashMap<String, Access.Value>();
    values.put("key", new Access.Value.Hidden(new Secret("hush-4711")));
    values.put("service-account", new Access.Value.Hidden(ServiceAccountTest.file()));
    values.putAll(more);
    return new Access("gemini-account", GEMINI.profile(), values);
  }

  private static Quota day(String name, String unit, String limit) {
    return Quota.named(name, unit)
        .withLimit(number(limit))
        .withWindow(Duration.ofDays(1))
        .withResetsAt(MIDNIGHT);
  }

  private static String tokens(String place) {
    return "generate content paid tier 2 input token count" + place + ": tokens/day";
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
