package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What the members of a team did with Cursor, a row for each of them and day. The requests in it
/// are those that the calls tell by model; who was active is told here alone.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api
final class CursorActivity {

  private CursorActivity() {}

  /// How many were active today; empty where today isn't told yet.
  static Optional<Quota> read(CursorAdmin admin, Instant now) {
    var range = CursorEvents.range(now, millis -> millis);
    var today =
        admin.post("/teams/daily-usage-data", range).at("data").list().stream()
            .filter(row -> day(row).equals(Period.utcDay(now)))
            .toList();
    var active = today.stream().filter(row -> row.at("isActive").flag()).count();
    return today.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Today.count("Active members today", "members", BigDecimal.valueOf(active), now));
  }

  private static LocalDate day(Json row) {
    return row.at("day").isPresent()
        ? row.at("day").date()
        : row.at("date")
            .findEpochMillis()
            .map(Period::utcDay)
            .orElseThrow(() -> row.at("date").mismatch("a time in milliseconds"));
  }
}
