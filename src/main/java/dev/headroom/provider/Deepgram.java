package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Period;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Deepgram. Tells the balances of each project, requests and tokens by day, and today's hours of
/// audio.
///
/// Wire format: https://developers.deepgram.com/reference/manage/billing/list
@AutoService(Provider.class)
public final class Deepgram implements Provider {

  private static final int DAYS = 30;

  private static final Profile PROFILE =
      new Profile(
          "deepgram",
          "Deepgram",
          "An API key from console.deepgram.com with billing:read, and usage:read for usage.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.deepgram.com/v1", "where the API is"),
              Option.text("project", "only this project: its id")),
          Set.of(
              Profile.Told.BALANCE,
              Profile.Told.TOKENS,
              Profile.Told.REQUESTS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  private static final List<Count> COUNTS =
      List.of(
          new Count("hours", "Audio today", "hours"),
          new Count("agent_hours", "Agents today", "hours"),
          new Count("tts_characters", "Speech today", "characters"));

  private record Count(String field, String name, String unit) {}

  private record Project(String id, String name) {}

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("the key needs billing:read, and usage:read for usage")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var projects = projects(access, api);
    if (projects.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "no such project; project must be an id the key can see");
    }
    var parts = new Parts();
    for (var project : projects) {
      var name = projects.size() == 1 ? "Balance" : project.name() + ": Balance";
      parts.add(
          name.toLowerCase(Locale.ROOT),
          () ->
              DeepgramBalances.read(
                  name, send(access, api, request(access, project, "/balances"))));
    }
    parts.addIfAvailable("usage by day", () -> used(rows(access, api, projects, now), now));
    return parts.report();
  }

  private static List<Project> projects(Access access, Api api) {
    var only = access.findText("project");
    var names = new HashSet<String>();
    var projects = new ArrayList<Project>();
    for (var row :
        send(access, api, Request.get(access.uri("base-url"), "/projects")).at("projects").list()) {
      var id = row.at("project_id").name();
      var name = row.at("name").findName().filter(names::add).orElse(id);
      if (only.map(id::equals).orElse(true)) {
        projects.add(new Project(id, name));
      }
    }
    return projects;
  }

  private static List<Json> rows(Access access, Api api, List<Project> projects, Instant now) {
    var today = Period.utcDay(now);
    var rows = new ArrayList<Json>();
    for (var project : projects) {
      var request =
          request(access, project, "/usage/breakdown")
              .query("start", today.minusDays(DAYS))
              .query("end", today)
              .keptFor(Duration.ofMinutes(15));
      var answer = send(access, api, request);
      daily(answer.at("resolution"));
      rows.addAll(answer.at("results").list());
    }
    return rows;
  }

  /// Requests and tokens by day; what has other units only for today.
  private static List<Reading> used(List<Json> rows, Instant now) {
    var usage = new DailyUsage();
    rows.forEach(row -> usage.add(usage(row)));
    var readings = new ArrayList<Reading>(usage.readings());
    var today =
        rows.stream().filter(row -> day(row.at("grouping")).equals(Period.utcDay(now))).toList();
    for (var count : COUNTS) {
      today.stream()
          .flatMap(row -> row.at(count.field()).findAmount().stream())
          .reduce(BigDecimal::add)
          .map(sum -> Today.count(count.name(), count.unit(), sum, now))
          .ifPresent(readings::add);
    }
    return readings;
  }

  private static void daily(Json resolution) {
    var units = resolution.at("units");
    var days = units.findText().filter("day"::equals).isPresent();
    if (resolution.isPresent() && (!days || resolution.at("amount").count() != 1)) {
      throw units.mismatch("usage by day");
    }
  }

  private static Usage usage(Json row) {
    var grouping = row.at("grouping");
    var models = grouping.at("models").listOrEmpty();
    return Usage.ofDay(
        day(grouping),
        models.size() == 1 ? models.getFirst().findName() : Optional.empty(),
        row.at("tokens_in").findCount(),
        Optional.empty(),
        row.at("tokens_out").findCount(),
        Optional.of(row.at("requests").count()));
  }

  private static LocalDate day(Json grouping) {
    var start = grouping.at("start").date();
    var end = grouping.at("end").isPresent() ? grouping.at("end").date() : start;
    if (end.isBefore(start) || end.isAfter(start.plusDays(1))) {
      throw grouping.mismatch("a single day");
    }
    return start;
  }

  private static Request request(Access access, Project project, String path) {
    return Request.get(access.uri("base-url"), "/projects/" + Request.segment(project.id()) + path);
  }

  private static Json send(Access access, Api api, Request request) {
    return api.send(request.credential("Authorization", "Token ", access.secret("key"))).json();
  }
}
