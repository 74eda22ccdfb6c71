package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// What a LiteLLM proxy tells of each day: spend, and tokens by model.
final class LiteLlmActivity {

  private static final String USD = "USD";

  private final Function<Optional<String>, Json> fetch;
  private final Instant now;

  /// The activity whose pages `fetch` gets, by their number.
  LiteLlmActivity(Function<Optional<String>, Json> fetch, Instant now) {
    this.fetch = fetch;
    this.now = now;
  }

  List<Reading> read() {
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var page : Pages.walk(fetch, counting())) {
      for (var day : page.at("results").list()) {
        add(day, usage, spend);
      }
    }
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.readings(now));
    return readings;
  }

  /// Pages are counted here: what an answer says of its own number is nothing to go by.
  private static Function<Json, Optional<String>> counting() {
    var pages = new AtomicInteger(1);
    return answer ->
        answer.at("metadata").at("has_more").findFlag().orElse(false)
            ? Optional.of(String.valueOf(pages.incrementAndGet()))
            : Optional.empty();
  }

  private static void add(Json row, DailyUsage usage, DailySpend spend) {
    var day = row.at("date").date();
    var metrics = row.at("metrics");
    spend.add(day, new Money(metrics.at("spend").decimal(), USD));
    var models = row.at("breakdown").at("models");
    if (models.isPresent() && !models.fields().isEmpty()) {
      models
          .fields()
          .forEach((model, figures) -> usage.add(usage(day, name(model), inner(figures))));
    } else {
      usage.add(usage(day, Optional.empty(), metrics));
    }
  }

  private static Optional<String> name(String model) {
    return Optional.of(model).map(String::strip).filter(text -> !text.isEmpty());
  }

  /// Newer proxies put a model's figures one level deeper, beside its keys.
  private static Json inner(Json figures) {
    return figures.at("metrics").isPresent() ? figures.at("metrics") : figures;
  }

  private static Usage usage(LocalDate day, Optional<String> model, Json figures) {
    return Usage.ofDay(
        day,
        model,
        Optional.of(figures.at("prompt_tokens").count()),
        figures.at("cache_read_input_tokens").findCount(),
        Optional.of(figures.at("completion_tokens").count()),
        Optional.of(figures.at("api_requests").count()));
  }
}
