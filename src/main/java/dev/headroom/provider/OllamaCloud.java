package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ollama's cloud. Tells what the plan includes, in dollars or for older plans in percent that
/// remain, what was purchased, and usage by UTC day.
///
/// Wire format: https://docs.ollama.com/api/balance
@AutoService(Provider.class)
public final class OllamaCloud implements Provider {

  private static final String USD = "USD";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Profile PROFILE =
      new Profile(
          "ollama-cloud",
          "Ollama Cloud",
          "An API key from ollama.com/settings/keys.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://ollama.com", "where the API is"),
              Option.choice(
                  "scope",
                  List.of("self", "team"),
                  "self",
                  "whose usage is read; a team's only with a key of its admin")),
          Set.of(
              Profile.Told.BALANCE,
              Profile.Told.WINDOWS,
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, and one in a quarter of an hour for the usage",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("the usage of a team is told to its admins only")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    parts.add("balance", () -> balance(api.send(request(access, "/api/balance")).json()));
    parts.add(
        "usage by day",
        () ->
            usage(
                api.send(
                        request(access, "/api/usage")
                            .query("range", "30d")
                            .query("scope", access.text("scope"))
                            .keptFor(Duration.ofMinutes(15)))
                    .json()));
    return parts.report();
  }

  private static List<Reading> balance(Json answer) {
    var included = answer.at("included");
    var readings = new ArrayList<Reading>();
    if (included.at("session").isPresent() || included.at("weekly").isPresent()) {
      share("Session", included.at("session")).ifPresent(readings::add);
      share("Week", included.at("weekly"))
          .map(quota -> quota.withWindow(Duration.ofDays(7)))
          .ifPresent(readings::add);
    } else if (included.isPresent()) {
      readings.add(allowance(included));
    }
    var purchased = answer.at("purchased");
    if (purchased.isPresent()) {
      var left = new Money(purchased.at("balance_usd").decimal(), USD);
      readings.add(new Balance("Purchased", left, false));
    }
    if (readings.isEmpty()) {
      throw answer.mismatch("what is included or purchased");
    }
    return readings;
  }

  private static Optional<Quota> share(String name, Json window) {
    if (!window.isPresent()) {
      return Optional.empty();
    }
    var quota = Quota.percent(name, HUNDRED.subtract(window.at("remaining_percent").amount()));
    return Optional.of(window.at("resets_at").findInstant().map(quota::withResetsAt).orElse(quota));
  }

  private static Quota allowance(Json included) {
    var quota =
        Quota.named("Included", USD)
            .withRemaining(
                included.at("balance_usd").decimal(), included.at("allowance_usd").amount());
    var until = included.at("period").at("until").findInstant();
    return until.map(quota::withResetsAt).orElse(quota);
  }

  /// Days are whole, but for the last one, which is so far. What lasts longer than a day can't be
  /// put on one.
  private static List<Reading> usage(Json answer) {
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var bucket : answer.at("buckets").list()) {
      var day = day(bucket);
      usage.add(usage(day, bucket));
      spend.add(day, new Money(bucket.at("usage_usd").amount(), USD));
    }
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.days());
    return readings;
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

  private static Usage usage(LocalDate day, Json bucket) {
    return Usage.ofDay(
        day,
        Optional.empty(),
        Optional.of(bucket.at("input_tokens").count()),
        bucket.at("cached_input_tokens").findCount(),
        Optional.of(bucket.at("output_tokens").count()),
        Optional.of(bucket.at("request_count").count()));
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }
}
