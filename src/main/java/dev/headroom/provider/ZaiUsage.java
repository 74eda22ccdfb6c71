package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What z.ai counted hour by hour. Tokens come as one sum of input and output, so they are told as
/// an amount for each model and never as usage; calls come for all models together.
///
/// Times have no zone. In China they are eight hours ahead; elsewhere that is a guess, so what
/// hangs on it is called an estimate, and calls are put on no day.
///
/// @param ask gives the data of an address
record ZaiUsage(ZaiApi ask) {

  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofMinutes(15);

  /// The calls of yesterday and today, and each model's tokens of the last 24 hours.
  List<Reading> models() {
    var yesterday = Period.utcDay(ask.now()).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var request = request("model-usage", yesterday);
    var data = ask.data(ask.isTeam() ? request.query("type", 3) : request);
    var hours = data.at("x_time").list().stream().map(ZaiUsage::hour).toList();
    var readings = new ArrayList<Reading>();
    if (ask.isChina() && data.at("modelCallCount").isPresent()) {
      readings.addAll(calls(hours, series(data.at("modelCallCount"), hours)));
    }
    readings.addAll(
        Fullest.byName(
            data.at("modelDataList").list().stream()
                .flatMap(model -> tokens(model, hours).stream())
                .toList()));
    return readings;
  }

  private Optional<Quota> tokens(Json model, List<Instant> hours) {
    var name = model.at("modelName").name();
    var counts = series(model.at("tokensUsage"), hours);
    return sum(hours, counts, end().minus(DAY))
        .map(tokens -> amount(name + ", 24 hours", "tokens", tokens).withMembers(List.of(name)));
  }

  /// The calls of each tool in the last 24 hours. Nobody has said for sure what this looks like: a
  /// row that isn't understood is no row.
  List<Quota> tools() {
    var data = ask.data(request("tool-usage", end().minus(DAY)));
    var rows = tools(data.at("toolDataList"));
    var totals = data.at("totalUsage");
    return rows.isEmpty() && totals.isObject() ? tools(totals.at("toolDetails")) : rows;
  }

  private List<Quota> tools(Json rows) {
    return rows.isList()
        ? Fullest.byName(
            rows.list().stream().filter(Json::isObject).flatMap(row -> tool(row).stream()).toList())
        : List.of();
  }

  private Optional<Quota> tool(Json row) {
    var name = Stream.of("toolName", "tool_name", "tool", "modelName").map(row::at);
    var count = Stream.of("usage", "calls", "request_count", "totalUsageCount").map(row::at);
    try {
      var calls = count.filter(Json::isPresent).findFirst().flatMap(ZaiUsage::total);
      return name.filter(Json::isText)
          .findFirst()
          .flatMap(Json::findName)
          .flatMap(tool -> calls.map(sum -> amount(tool + ", 24 hours", "calls", sum)));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> total(Json count) {
    return count.isList()
        ? count.list().stream().flatMap(one -> one.findAmount().stream()).reduce(BigDecimal::add)
        : count.findAmount();
  }

  private Quota amount(String name, String unit, BigDecimal used) {
    var quota = Quota.named(name, unit).withUsed(used).withWindow(DAY);
    return ask.isChina() ? quota : quota.withNote("estimate");
  }

  private static List<Usage> calls(List<Instant> hours, List<Optional<Long>> counts) {
    var sums = new DailyUsage();
    for (var i = 0; i < hours.size(); i++) {
      var none = Optional.<Long>empty();
      var day = Period.utcDay(hours.get(i));
      sums.add(Usage.ofDay(day, Optional.empty(), none, none, none, counts.get(i)));
    }
    return sums.readings().stream().filter(day -> day.requests().isPresent()).toList();
  }

  private static Optional<BigDecimal> sum(
      List<Instant> hours, List<Optional<Long>> counts, Instant since) {
    return Stream.iterate(0, i -> i < hours.size(), i -> i + 1)
        .filter(i -> !hours.get(i).isBefore(since))
        .flatMap(i -> counts.get(i).stream())
        .map(BigDecimal::valueOf)
        .reduce(BigDecimal::add);
  }

  /// A null is an hour without activity.
  private static List<Optional<Long>> series(Json counts, List<Instant> hours) {
    var series = counts.list().stream().map(Json::findCount).toList();
    if (series.size() != hours.size()) {
      throw counts.mismatch("a number for each time");
    }
    return series;
  }

  private static Instant hour(Json label) {
    try {
      return LocalDateTime.parse(label.text(), LABEL).toInstant(ZONE);
    } catch (DateTimeException e) {
      throw label.mismatch("a time");
    }
  }

  private Instant end() {
    return ask.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  /// A range that stays the same for an hour.
  private Request request(String what, Instant from) {
    return ask.request("/api/monitor/usage/" + what)
        .query("startTime", TIME.format(from.atOffset(ZONE)))
        .query("endTime", TIME.format(end().atOffset(ZONE)))
        .keptFor(KEPT);
  }
}
