package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Period;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What llm-mux counted. Its models are of a whole period: only where that is today are they a
/// day's figures. Otherwise the days tell requests, and their tokens as one sum that can't be
/// split.
final class MuxUsage {

  private MuxUsage() {}

  static List<Usage> read(Function<List<Request.Field>, Json> ask, Instant now) {
    var midnight = Period.utcDay(now).atStartOfDay(ZoneOffset.UTC).toInstant();
    try {
      var answer =
          ask.apply(
              List.of(
                  new Request.Field("from", midnight.toString()),
                  new Request.Field("to", now.toString())));
      return answer.at("period").at("from").instant().equals(midnight)
          ? today(answer, now)
          : days(answer);
    } catch (ApiException e) {
      if (e.failure().kind() != Kind.NOT_AVAILABLE) {
        throw e;
      }
      return days(ask.apply(List.of(new Request.Field("days", "7"))));
    }
  }

  private static List<Usage> today(Json answer, Instant now) {
    var models = answer.at("by_model");
    if (!models.isPresent()) {
      answer.at("summary").at("total_requests").count();
      return List.of();
    }
    var usages = new ArrayList<Usage>();
    models.fields().forEach((model, figures) -> usages.add(ofModel(model, figures, now)));
    return usages;
  }

  private static Usage ofModel(String model, Json figures, Instant now) {
    var tokens = figures.at("tokens");
    var in = tokens.at("input").count();
    var out =
        ProxyUsage.Counts.out(in, tokens.at("output").count(), tokens.at("total").findCount());
    return Usage.ofDay(
        Period.utcDay(now),
        Optional.of(model),
        Optional.of(in),
        Optional.empty(),
        Optional.of(out),
        Optional.of(figures.at("requests").count()));
  }

  /// Whole days only: the first one of a period may be cut.
  private static List<Usage> days(Json answer) {
    answer.at("summary").at("total_requests").count();
    var from = answer.at("period").at("from").instant();
    return answer.at("timeline").at("by_day").listOrEmpty().stream()
        .filter(
            day -> !day.at("day").date().atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(from))
        .map(day ->
            Usage.ofDay(
                day.at("day").date(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(day.at("requests").count())))
        .toList();
  }
}
