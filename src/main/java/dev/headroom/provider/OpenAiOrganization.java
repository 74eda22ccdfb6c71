package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What OpenAI tells an admin key, of the organization or of one project. A project's figures are
/// its own or none: where the project can't be read, the organization's never stand in.
final class OpenAiOrganization {

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("max_requests_per_1_minute", "requests/min", "requests", 1),
          new Limit("max_tokens_per_1_minute", "tokens/min", "tokens", 1),
          new Limit("max_images_per_1_minute", "images/min", "images", 1),
          new Limit("max_audio_megabytes_per_1_minute", "audio MB/min", "MB", 1),
          new Limit("max_requests_per_1_day", "requests/day", "requests", 1440),
          new Limit("batch_1_day_max_input_tokens", "batch tokens/day", "tokens", 1440));

  private record Limit(String field, String name, String unit, int minutes) {}

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Optional<String> project;
  private final OpenAiReports reports;

  OpenAiOrganization(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.project = access.findText("project");
    this.reports = new OpenAiReports(access, api, now, project);
  }

  Report read() {
    var parts = new Parts();
    var spend = parts.read("costs", this::costs);
    spend.ifPresent(days -> parts.add(days.readings(now)));
    if (PrepaidCredit.isGiven(access)) {
      parts.add("credit", () -> List.of(PrepaidCredit.read(access, now).left(spend, project)));
    }
    var name = project.flatMap(id -> parts.readIfAvailable("project name", () -> projectName(id)));
    var alerts = parts.readIfAvailable("spend alerts", this::alerts).orElse(List.of());
    parts.addIfAvailable("spend limit", () -> List.of(spendLimit(spend, name, alerts)));
    new OpenAiUsage(reports).read(parts);
    project.ifPresent(id -> parts.addIfAvailable("rate limits", () -> rateLimits(id)));
    return parts.report();
  }

  /// Dollars, not cents.
  private DailySpend costs() {
    var spend = new DailySpend();
    for (var bucket : reports.buckets(reports.costs(PrepaidCredit.firstDay(access, now)))) {
      var day = OpenAiReports.day(bucket);
      var results = reports.ours(bucket);
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

  /// The project's name, which people know better than its id. An archived one has had costs, too.
  private String projectName(String id) {
    var request =
        reports
            .request("/organization/projects")
            .query("limit", 100)
            .query("include_archived", true)
            .keptFor(Duration.ofHours(1));
    return Pages.read(api, request, "after", Pages.hasMore("last_id")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .filter(row -> row.at("id").name().equals(id))
        .map(row -> row.at("name").name())
        .findFirst()
        .orElse(id);
  }

  /// The threshold is in cents, unlike the costs.
  private Quota spendLimit(Optional<DailySpend> spend, Optional<String> name, List<String> alerts) {
    var request = of("spend_limit");
    var answer = api.send(request.keptFor(Duration.ofHours(1))).json();
    if (!answer.at("interval").name().equals("month")) {
      throw answer.at("interval").mismatch("month");
    }
    var limit = Money.ofCents(answer.at("threshold_amount").amount(), answer.at("currency").name());
    var quota = MonthlySpend.quota(spend, limit, now);
    var idle = answer.at("enforcement").at("status").findText().filter("inactive"::equals);
    var notes =
        Stream.concat(
                Stream.of(name.map(words -> "project " + words), idle.map(status -> "not enforced"))
                    .flatMap(Optional::stream),
                alerts.stream())
            .collect(Collectors.joining(", "));
    return notes.isEmpty() ? quota : quota.withNote(notes);
  }

  /// At which spend of the month OpenAI sends mail. It stops nothing, and the thresholds are in
  /// cents, too.
  private List<String> alerts() {
    var request = of("spend_alerts").keptFor(Duration.ofHours(1));
    return Pages.read(api, request, "after", Pages.hasMore("last_id")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .filter(row -> row.at("interval").name().equals("month"))
        .map(row -> Money.ofCents(row.at("threshold_amount").amount(), row.at("currency").name()))
        .map(money -> "mail at %s %s".formatted(money.amount().toPlainString(), money.currency()))
        .toList();
  }

  private Request of(String part) {
    return reports.request(
        project
            .map(id -> "/organization/projects/" + Request.segment(id) + "/" + part)
            .orElse("/organization/" + part));
  }

  private List<Quota> rateLimits(String id) {
    var request =
        reports
            .request("/organization/projects/" + Request.segment(id) + "/rate_limits")
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
}
