package dev.headroom.config;

import dev.headroom.alert.QuietHours;
import dev.headroom.alert.Severity;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An item of `alerts.quiet-hours`.
final class QuietKeys {

  private static final Key<LocalTime> FROM =
      Key.required("from", Moments.time(), "the local time at which they begin, like \"22:00\"");
  private static final Key<LocalTime> TO =
      Key.required(
          "to", Moments.time(), "the local time at which they end, on the next day if not later");
  private static final Key<List<DayOfWeek>> DAYS =
      Key.of(
          "days", new ListOf<>(Moments.day(), 1), "the days on which they begin; default: every");
  private static final Key<ZoneId> ZONE =
      Key.of("timezone", Moments.zone(), "where these hours are meant; default: timezone");
  private static final Key<List<Severity>> EXCEPT =
      Key.of(
          "except",
          new ListOf<>(Values.word(Severity.class)),
          "the severities that speak all the same; default: none");

  private QuietKeys() {}

  static Shape<QuietHours> shape(ZoneId zone) {
    return Shape.of(section -> bind(section, zone), FROM, TO, DAYS, ZONE, EXCEPT);
  }

  private static Optional<QuietHours> bind(Section section, ZoneId zone) {
    var from = section.require(FROM);
    var to = section.require(TO);
    var days = section.get(DAYS, List.of(DayOfWeek.values()));
    var where = section.get(ZONE, zone);
    var except = section.get(EXCEPT, List.of());
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      section.problem(TO, "must differ from from, or the hours would never end");
    }
    return Optional.of(
        new QuietHours(from.get(), to.get(), Set.copyOf(days), where, Set.copyOf(except)));
  }
}
