package dev.headroom.store;

import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// The hours or UTC days of an answer; the running one is the last.
record Slots(Duration step, Instant first, Instant last) {

  static Slots of(HistoryQuestion question) {
    var isHourly = question.range() == Range.DAY;
    var step = isHourly ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    var last = question.now().truncatedTo(step);
    var first = last.minus(question.range().length()).plus(step.getDuration());
    return new Slots(step.getDuration(), first, last);
  }

  boolean isHourly() {
    return step.equals(Duration.ofHours(1));
  }

  List<Instant> all() {
    return Stream.iterate(first, slot -> !slot.isAfter(last), slot -> slot.plus(step)).toList();
  }
}
