package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The limit of an OpenRouter key. The key's `usage` is of its whole life: what the window has used
/// is told by what remains.
final class OpenRouterLimit {

  private static final String USD = "USD";

  private OpenRouterLimit() {}

  /// The limit of `key`, under a name; empty where it has none.
  static Optional<Quota> read(String name, Json key, Instant now) {
    return key.at("limit")
        .findAmount()
        .map(limit -> {
          var quota = Quota.named(name, USD).withLimit(limit);
          return key.at("limit_remaining")
              .findDecimal()
              .map(left -> quota.withRemaining(left, limit))
              .orElse(quota);
        })
        .map(quota ->
            key.at("limit_reset")
                .findName()
                .flatMap(word -> windowEnd(word, now))
                .map(quota::withResetsAt)
                .orElse(quota))
        .map(quota -> noted(quota, key));
  }

  private static Optional<Instant> windowEnd(String reset, Instant now) {
    var day = Period.utcDay(now);
    var end =
        switch (reset) {
          case "daily" -> Optional.of(day.plusDays(1));
          case "weekly" -> Optional.of(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
          case "monthly" -> Optional.of(YearMonth.from(day).plusMonths(1).atDay(1));
          default -> Optional.<LocalDate>empty();
        };
    return end.map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Quota noted(Quota quota, Json key) {
    var ends =
        key.at("expires_at").findInstant().map(end -> "the key expires on " + Period.utcDay(end));
    var counts =
        key.at("include_byok_in_limit")
            .findFlag()
            .filter(flag -> flag)
            .map(flag -> "counts calls by your own provider keys too");
    var words = Stream.of(ends, counts).flatMap(Optional::stream).collect(Collectors.joining("; "));
    return words.isEmpty() ? quota : quota.withNote(words);
  }
}
