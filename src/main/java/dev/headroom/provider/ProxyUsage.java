package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Usage;
import dev.headroom.usage.Usage.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What proxies of CLIProxyAPI's family tell of the requests that went through them. The keys of
/// their clients stand beside the counts and are never read.
final class ProxyUsage {

  private ProxyUsage() {}

  /// The counters since the proxy started, one for each model.
  static List<Usage> sinceStart(Json answer, Instant now) {
    var sums = new DailyUsage();
    for (var client : answer.at("usage").at("apis").fields().values()) {
      client
          .at("models")
          .fields()
          .forEach((model, figures) -> sums.add(sinceStart(model, figures, Period.utcDay(now))));
    }
    return sums.readings();
  }

  private static Usage sinceStart(String model, Json figures, LocalDate day) {
    var counts = new Counts(Optional.empty(), Optional.empty(), Optional.empty());
    for (var detail : figures.at("details").listOrEmpty()) {
      counts = counts.plus(Counts.of(detail.at("tokens")));
    }
    return usage(
        day,
        Optional.of(model),
        counts,
        Optional.of(figures.at("total_requests").count()),
        Tally.SINCE_START);
  }

  static Usage usage(
      LocalDate day, Optional<String> model, Counts counts, Optional<Long> requests, Tally tally) {
    return new Usage(day, model, counts.in(), counts.cached(), counts.out(), requests, tally);
  }

  /// Tokens of one or more requests.
  record Counts(Optional<Long> in, Optional<Long> cached, Optional<Long> out) {

    /// Whether thinking is a part of the output or comes on top depends on who served; the total
    /// tells. The older names are those of llm-mux.
    static Counts of(Json tokens) {
      var in = tokens.at("prompt_tokens").findCount().orElseGet(tokens.at("input_tokens")::count);
      var out =
          tokens.at("completion_tokens").findCount().orElseGet(tokens.at("output_tokens")::count);
      return new Counts(
          Optional.of(in),
          tokens.at("cached_tokens").findCount(),
          Optional.of(out(in, out, tokens.at("total_tokens").findCount())));
    }

    static long out(long in, long out, Optional<Long> total) {
      return total.map(all -> all - in).filter(rest -> rest > out).orElse(out);
    }

    Counts withCachedInside() {
      return new Counts(DailyUsage.plus(in, cached), cached, out);
    }

    Counts plus(Counts other) {
      return new Counts(
          DailyUsage.plus(in, other.in),
          DailyUsage.plus(cached, other.cached),
          DailyUsage.plus(out, other.out));
    }
  }
}
