package dev.headroom.command;

import dev.headroom.command.Room.Place;
import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every family with its best account: a line each, the one with the most room first.
final class BestOfAll {

  private static final Comparator<Entry> MOST_FIRST =
      Comparator.comparing(Entry::best, Room.MOST_FIRST)
          .thenComparing(entry -> entry.family().name());

  private final List<Entry> entries;
  private final Scope scope;
  private final Instant now;

  BestOfAll(List<Entry> entries, Scope scope, Instant now) {
    this.entries = entries.stream().sorted(MOST_FIRST).toList();
    this.scope = scope;
    this.now = now;
  }

  /// A family and who serves it.
  ///
  /// @param rooms at least one, most room first
  record Entry(Family family, List<Room> rooms) {
    Room best() {
      return rooms.getFirst();
    }
  }

  Message message(Optional<Prose> refreshed) {
    if (entries.isEmpty()) {
      return Problem.of("No account says which models it serves.", "/quota all");
    }
    var open = entries.stream().filter(it -> it.best().place() == Place.OPEN).count();
    var title = "Room for %d of %d families".formatted(open, entries.size());
    var lines = new ArrayList<Prose>();
    entries.forEach(entry -> lines.add(line(entry)));
    return new Message(
        title,
        open == entries.size() ? Tone.GOOD : open == 0 ? Tone.UNKNOWN : Tone.WARNING,
        List.of(
            new Block.Title(title),
            new Block.Text(Lines.all(lines)),
            new Block.Note(note(refreshed))),
        Offers.forBest(scope, QuotaCommand.ALL));
  }

  /// "🟢 **claude** claude-max, 88% left, resets in 2h 15m": one line on a phone.
  private Prose line(Entry entry) {
    var best = entry.best();
    var line = Prose.of(RoomLine.tone(best).emoji() + " ").strong(entry.family().name()).words(" ");
    return switch (best.place()) {
      case OPEN -> line.words(RoomLine.brief(best, now));
      case UNKNOWN -> line.words("unknown: " + best.view().account().id());
      case CLOSED -> line.words(closed(entry));
    };
  }

  /// "none left, back in 2h 15m on claude-pro", the account that is back first.
  private String closed(Entry entry) {
    return entry.rooms().stream()
        .filter(room -> RoomLine.isUsedUp(room) && room.resetsAt().isPresent())
        .min(Comparator.comparing(room -> room.resetsAt().orElse(Instant.MAX)))
        .map(room ->
            "none left, back in %s on %s"
                .formatted(
                    RoomLine.in(room.resetsAt().orElse(now), now), room.view().account().id()))
        .orElse("none left");
  }

  private Prose note(Optional<Prose> refreshed) {
    var note = Prose.of("The best account of each, ");
    var at =
        Times.at(note, now, now)
            .words("; all with ")
            .code("/quota best " + entries.getFirst().family().name());
    return Lines.beside(at, refreshed);
  }
}
