package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/// The calls that Cursor lists one by one, summed up by day and model. Money counts only where a
/// call says that it is chargeable; a person's list doesn't say.
final class CursorEvents {

  private final DailyUsage usage = new DailyUsage();
  private final DailySpend spend = new DailySpend();

  /// The range that is asked for: yesterday and today, up to the end of the running hour so that
  /// the same question is asked for an hour.
  ///
  /// @param times how a moment is written in it
  static Map<String, Object> range(Instant now, LongFunction<Object> times) {
    var range = new LinkedHashMap<String, Object>();
    var from = Period.utcDay(now).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    range.put("startDate", times.apply(from.toEpochMilli()));
    range.put("endDate", times.apply(end.toEpochMilli()));
    return range;
  }

  void add(Json event) {
    var day = Period.utcDay(at(event));
    usage.add(usage(day, event));
    if (event.at("isChargeable").findFlag().orElse(false)) {
      spend.add(day, Money.ofCents(charged(event), "USD"));
    }
  }

  List<Reading> readings() {
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.days());
    return readings;
  }

  private static Instant at(Json event) {
    var at = event.at("timestamp");
    return at.findEpochMillis().orElseThrow(() -> at.mismatch("a time in milliseconds"));
  }

  /// Calls that are not counted in tokens have none to tell.
  private static Usage usage(LocalDate day, Json event) {
    var tokens = event.at("tokenUsage");
    var cached = tokens.at("cacheReadTokens").findCount();
    return Usage.ofDay(
        day,
        event.at("model").findName(),
        DailyUsage.plus(
            tokens.at("inputTokens").findCount(),
            DailyUsage.plus(tokens.at("cacheWriteTokens").findCount(), cached)),
        cached,
        tokens.at("outputTokens").findCount(),
        Optional.of(1L));
  }

  private static BigDecimal charged(Json event) {
    return event
        .at("chargedCents")
        .findDecimal()
        .orElseGet(() ->
            event
                .at("tokenUsage")
                .at("totalCents")
                .decimal()
                .add(event.at("cursorTokenFee").decimal()));
  }
}
