package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people of an organization or enterprise did with Copilot.
final class CopilotReportsTest {

  private static final Copilot COPILOT = new Copilot();
  private static final Fixtures FIXTURES = Fixtures.of("copilot");
  private static final String LATEST =
      "GET /orgs/example-org/copilot/metrics/reports/organization-28-day/latest";
  private static final String PART = "GET https://reports.example.test/copilot/part-000";
  private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 19);

  @ParameterizedTest
  @ValueSource(strings = {"org_metrics_report.ndjson", "org_metrics_report_list.json"})
  void readsTheRequestsByDayAndModelAndWhoWasActive(String file) {
    var report =
        poll(
            route(LATEST, "org_metrics_report_links.json", 200),
            route(PART + "1.ndjson", file, 200));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.usages())
        .containsExactly(
            requests(THURSDAY.minusDays(1), Optional.empty(), 12),
            requests(THURSDAY, Optional.empty(), 64),
            requests(THURSDAY, Optional.of("claude-sonnet-4.6"), 20),
            requests(THURSDAY, Optional.of("gpt-5.4"), 40));
    assertThat(report.quotas())
        .contains(
            Quota.named("Active users", "users")
                .withUsed(BigDecimal.valueOf(7))
                .withNote("on 2026-11-19"));
  }

  @Test
  void readsEveryPartOfAReport() {
    var report =
        poll(
            route(LATEST, "org_metrics_report_links_two.json", 200),
            route(PART + "1.ndjson", "org_metrics_report.ndjson", 200),
            route(PART + "2.ndjson", "org_metrics_report_day.ndjson", 200));

    assertThat(report.usages())
        .hasSize(6)
        .contains(
            requests(THURSDAY.plusDays(1), Optional.empty(), 4),
            requests(THURSDAY.plusDays(1), Optional.of("gpt-5.4"), 4));
    assertThat(report.quotas()).extracting(Quota::note).contains(Optional.of("on 2026-11-20"));
  }

  @Test
  void fetchesAReportWithoutTheCredential() {
    var api =
        api(
            route(LATEST, "org_metrics_report_links.json", 200),
            route(PART + "1.ndjson", "org_metrics_report.ndjson", 200));
    COPILOT.poll(access("https://reports.example.test"), api, FIXTURES.now());

    assertThat(api.sent())
        .filteredOn(request -> request.url().getHost().equals("reports.example.test"))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.url().getQuery()).isEqualTo("sig=SYNTH");
          assertThat(request.credentials()).isEmpty();
        });
  }

  @Test
  void asksNoHostForAReportThatTheConfigDoesNotName() {
    var api = api(route(LATEST, "org_metrics_report_links.json", 200));
    var report = COPILOT.poll(access("https://copilot-reports.github.com"), api, FIXTURES.now());

    assertThat(report.gaps())
        .containsExactly(
            gap(
                "the report lies at https://reports.example.test:443, which reports-url doesn't"
                    + " name"));
    assertThat(report.usages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "error_404_metrics_retired.json, 404",
    "error_403.json, 403",
    "org_metrics_report_links_none.json, 200"
  })
  void isQuietWhereNoReportIsMade(String file, int status) {
    var report = poll(route(LATEST, file, status));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.usages()).isEmpty();
    assertThat(report.quotas()).extracting(Quota::name).doesNotContain("Active users");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void keepsTheBillWhenALinkIsOver(int status) {
    var report =
        poll(
            route(LATEST, "org_metrics_report_links.json", 200),
            route(PART + "1.ndjson", "error_401.json", status));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "https://u:p@reports.example.test/",
        "http://reports.example.test/part",
        "reports.example.test/part"
      })
  void takesNothingElseForAnAddress(String link) {
    var links = new Answer(200, Map.of(), Json.write(Map.of("download_links", List.of(link))));

    assertThat(poll(new Fixtures.Route(LATEST, Map.of(), Optional.empty(), links)).gaps())
        .containsExactly(gap("$.download_links[0]: expected an address, found text"));
  }

  @Test
  void marksAReportThatHasChanged() {
    var report =
        poll(
            route(LATEST, "org_metrics_report_links.json", 200),
            route(PART + "1.ndjson", "org_metrics_report_odd.ndjson", 200));
    assertThat(report.gaps())
        .containsExactly(gap("$.daily_active_users: expected a number, found nothing"));
    assertThat(report.usages()).isEmpty();
  }

  private static Gap gap(String reason) {
    return new Gap("activity", Failure.of(Kind.UNREADABLE, reason));
  }

  private static Usage requests(LocalDate day, Optional<String> model, long count) {
    return Usage.ofDay(
        day, model, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(count));
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }

  private static Report poll(Fixtures.Route... routes) {
    return COPILOT.poll(access("https://reports.example.test"), api(routes), FIXTURES.now());
  }

  private static FixtureApi api(Fixtures.Route... routes) {
    var all = new ArrayList<>(List.of(routes));
    all.addAll(FIXTURES.routes("routes_organization.json"));
    return new FixtureApi(COPILOT, access("https://reports.example.test"), FIXTURES.now(), all);
  }

  private static Access access(String reports) {
    return FIXTURES.access(
        COPILOT.profile(),
        Map.of(
            "organization", new Access.Value.Text("example-org"),
            "reports-url", new Access.Value.Text(reports)));
  }
}
