package dev.headroom.command;

import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Status;
import dev.headroom.view.QuotaView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// One account's room in words.
final class RoomLine {

  private RoomLine() {}

  static Tone tone(Room room) {
    return switch (room.place()) {
      case OPEN -> room.tightest().map(it -> Standing.tone(it.status())).orElse(Tone.UNKNOWN);
      case UNKNOWN -> Tone.UNKNOWN;
      case CLOSED -> isUsedUp(room) ? Tone.EXHAUSTED : Tone.UNKNOWN;
    };
  }

  /// "claude-max, 88% left, resets in 2h 15m".
  static String brief(Room room, Instant now) {
    var left = room.left().map(it -> ", " + Figures.percent(it) + " left").orElse("");
    var resets = room.resetsAt().map(it -> ", resets in " + in(it, now)).orElse("");
    return room.view().account().id() + left + resets;
  }

  /// "**claude-max** 88% of 5h left, resets in 2h 15m, at 15:20; weekly Opus used up".
  static Prose best(Room room, Instant now) {
    var start = start(room);
    var line = room.tightest().map(it -> start.words(left(it, room))).orElse(start);
    var lasting = room.resetsAt().map(it -> Times.until(line, "resets", it, now)).orElse(line);
    return room.narrower().isEmpty()
        ? lasting
        : lasting.words(
            "; " + room.narrower().stream().map(RoomLine::used).collect(Collectors.joining(", ")));
  }

  /// Why an account has no room, or none that is known, and when that changes.
  static Prose of(Room room, Instant now) {
    return switch (room.place()) {
      case OPEN -> best(room, now);
      case UNKNOWN -> unknown(room, now);
      case CLOSED -> closed(room, now);
    };
  }

  private static Prose unknown(Room room, Instant now) {
    var view = room.view();
    if (view.readAt().isEmpty() || view.stale()) {
      return Standing.line(view, now);
    }
    var reset = view.quotas().stream().anyMatch(QuotaView::reset);
    var balances = Lines.balances(List.of(view)).map(it -> ", " + it).orElse("");
    return start(room)
        .words((reset ? "reset, waiting for fresh data" : "unknown: no limit told") + balances);
  }

  private static Prose closed(Room room, Instant now) {
    if (!isUsedUp(room)) {
      return Standing.line(room.view(), now);
    }
    var names =
        room.limits().stream()
            .filter(it -> it.status() == Status.EXHAUSTED)
            .map(it -> it.quota().name())
            .collect(Collectors.joining(", "));
    var line = start(room).words(names + " used up");
    return room.resetsAt()
        .map(it -> Times.until(line, "back", it, now))
        .orElseGet(() -> line.words(", no word of when it is back"));
  }

  /// Whether it is the quotas that close an account, rather than its failing.
  static boolean isUsedUp(Room room) {
    return room.place() == Room.Place.CLOSED && room.tightest().isPresent();
  }

  private static Prose start(Room room) {
    return Prose.of(tone(room).emoji() + " ").strong(room.view().account().id()).words(" ");
  }

  private static String left(QuotaView view, Room room) {
    var quota = view.quota();
    var share = room.left().map(Figures::percent).orElse("?");
    var amount =
        quota.unit().equals(Quota.PERCENT)
            ? ""
            : quota.remaining().map(it -> ", " + Figures.amount(it, quota.unit())).orElse("");
    return share + " of " + quota.name() + " left" + amount;
  }

  private static String used(QuotaView view) {
    return view.status() == Status.EXHAUSTED
        ? view.quota().name() + " used up"
        : view.quota().name()
            + view.usedPercent().map(it -> " " + Figures.percent(it) + " used").orElse("");
  }

  static String in(Instant reset, Instant now) {
    return Times.duration(Duration.between(now, reset));
  }
}
