package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Ollama's cloud tells of the last 30 days, by model where it does: in what shape is not
/// documented, so models are taken from a bucket's rows or its name, and otherwise not told apart.
final class OllamaUsage {

  private static final String USD = "USD";
  private static final String BUCKETS = "buckets";
  private static final Duration DAY = Duration.ofDays(1);

  private final Request request;
  private final Api api;

  /// The usage that `request` asks for.
  OllamaUsage(Request request, Api api) {
    this.request = request.query("range", "30d").keptFor(Duration.ofMinutes(15));
    this.api = api;
  }

  /// Days are whole, but for the last one, which is so far. What lasts longer than a day can't be
  /// put on one. Older plans tell requests only.
  List<Reading> read() {
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var bucket : byModel().orElseGet(this::whole).at(BUCKETS).list()) {
      var day = day(bucket);
      bucket
          .at("usage_usd")
          .findAmount()
          .ifPresent(amount -> spend.add(day, new Money(amount, USD)));
      rows(bucket).forEach(row -> usage.add(usage(day, row)));
    }
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.days());
    return readings;
  }

  private Json whole() {
    return api.send(request).json();
  }

  /// Empty where the vendor doesn't know the question, or answers it by something else than
  /// buckets.
  private Optional<Json> byModel() {
    try {
      return Optional.of(api.send(request.query("group_by", "model")).json())
          .filter(answer -> answer.isObject() && answer.at(BUCKETS).isList());
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.NOT_AVAILABLE) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static List<Json> rows(Json bucket) {
    var models = bucket.at("models").listOrEmpty();
    return models.isEmpty() ? List.of(bucket) : models;
  }

  private static LocalDate day(Json bucket) {
    var from = bucket.at("from").instant();
    var until = bucket.at("until").instant();
    var length = Duration.between(from, until);
    if (length.isNegative() || length.compareTo(DAY) > 0) {
      throw bucket.at("until").mismatch("at most a day after from");
    }
    return from.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Usage usage(LocalDate day, Json row) {
    return Usage.ofDay(
        day,
        row.at("model").findName(),
        row.at("input_tokens").findCount(),
        row.at("cached_input_tokens").findCount(),
        row.at("output_tokens").findCount(),
        Optional.of(row.at("request_count").count()));
  }
}
