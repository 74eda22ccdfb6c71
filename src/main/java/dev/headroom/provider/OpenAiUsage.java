package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What OpenAI's usage reports count: tokens and calls of models by day, and for today what has
/// other units.
final class OpenAiUsage {

  /// The reports beside completions.
  private static final List<Other> OTHERS =
      List.of(
          Other.ofModels("embeddings", "embeddings", Optional.empty()),
          Other.ofModels("moderations", "moderations", Optional.empty()),
          Other.ofModels("images", "images", Optional.of(new Count("images", "Images", "images"))),
          Other.ofModels(
              "audio_speeches",
              "speech",
              Optional.of(new Count("characters", "Speech", "characters"))),
          Other.ofModels(
              "audio_transcriptions",
              "transcriptions",
              Optional.of(new Count("seconds", "Transcription", "seconds"))),
          Other.ofTools("vector_stores", new Count("usage_bytes", "Vector stores", "bytes")),
          Other.ofTools(
              "code_interpreter_sessions",
              new Count("num_sessions", "Code interpreter", "sessions")),
          Other.ofTools("file_search_calls", new Count("num_requests", "File search", "calls")),
          Other.ofTools("web_search_calls", new Count("num_requests", "Web search", "calls")));

  /// What a report counts in a unit of its own.
  private record Count(String field, String title, String unit) {}

  /// One report.
  ///
  /// @param models whether its rows are calls of models; those of tools are calls beside them
  private record Other(String path, String words, boolean models, Optional<Count> count) {

    static Other ofModels(String path, String words, Optional<Count> count) {
      return new Other(path, words, true, count);
    }

    static Other ofTools(String path, Count count) {
      return new Other(path, count.title().toLowerCase(Locale.ROOT), false, Optional.of(count));
    }
  }

  private final OpenAiReports reports;

  OpenAiUsage(OpenAiReports reports) {
    this.reports = reports;
  }

  void read(Parts parts) {
    var usage = new DailyUsage();
    parts
        .read("usage by model", () -> rows(buckets("completions", true, Duration.ZERO), true))
        .ifPresent(rows -> rows.forEach(usage::add));
    for (var other : OTHERS) {
      parts
          .readIfAvailable("usage of " + other.words(), () -> read(other))
          .ifPresent(told -> {
            told.rows().forEach(usage::add);
            told.count().ifPresent(parts::add);
          });
    }
    parts.add(usage.readings());
  }

  private record Told(List<Usage> rows, Optional<Quota> count) {}

  private Told read(Other other) {
    var buckets = buckets(other.path(), other.models(), Duration.ofHours(1));
    return new Told(
        other.models() ? rows(buckets, false) : List.of(),
        other.count().flatMap(count -> today(buckets, count)));
  }

  private List<Json> buckets(String path, boolean models, Duration keptFor) {
    var request = reports.days("/organization/usage/" + path).keptFor(keptFor);
    return reports.buckets(models ? request.query("group_by", "model") : request);
  }

  private List<Usage> rows(List<Json> buckets, boolean completions) {
    return buckets.stream()
        .flatMap(bucket ->
            reports.ours(bucket).stream()
                .map(result -> usage(OpenAiReports.day(bucket), result, completions)))
        .toList();
  }

  /// Input and output include the cached, text, audio and image tokens.
  private static Usage usage(LocalDate day, Json result, boolean completions) {
    var in = result.at("input_tokens");
    var out = result.at("output_tokens");
    return Usage.ofDay(
        day,
        result.at("model").findName(),
        completions ? Optional.of(in.count()) : in.findCount(),
        result.at("input_cached_tokens").findCount(),
        completions ? Optional.of(out.count()) : out.findCount(),
        Optional.of(result.at("num_model_requests").count()));
  }

  /// What today has of it so far, which nothing limits; nothing on a day without a row.
  private Optional<Quota> today(List<Json> buckets, Count count) {
    var day = Period.utcDay(reports.now());
    return buckets.stream()
        .filter(bucket -> OpenAiReports.day(bucket).equals(day))
        .flatMap(bucket -> reports.ours(bucket).stream())
        .map(row -> row.at(count.field()).amount())
        .reduce(BigDecimal::add)
        .map(sum -> Today.count(count.title() + " today", count.unit(), sum, reports.now()));
  }
}
