package dev.headroom.command;

import dev.headroom.command.Room.Place;
import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The accounts that serve one family: the best in words, those with room in a table, then those of
/// which nothing is known, then those that are out of room.
final class BestOfFamily {

  private static final int MOST_ROWS = 15;
  private static final int MOST_LINES = 6;
  private static final int TITLE = 33;

  private final Family family;
  private final List<Room> rooms;
  private final Scope scope;
  private final Instant now;

  /// @param rooms most room first
  BestOfFamily(Family family, List<Room> rooms, Scope scope, Instant now) {
    this.family = family;
    this.rooms = rooms;
    this.scope = scope;
    this.now = now;
  }

  /// @param served the families that are served at all, for when this one is not
  Message message(List<Family> served, Optional<Prose> refreshed) {
    if (rooms.isEmpty()) {
      return unserved(served);
    }
    var open = in(Place.OPEN);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title(open)));
    if (!open.isEmpty()) {
      blocks.add(new Block.Text(RoomLine.best(open.getFirst(), now)));
    }
    if (open.size() > 1) {
      var rows = open.stream().limit(MOST_ROWS).map(this::row).toList();
      blocks.add(new Block.Table(List.of("account", "left", "resets in"), rows));
    }
    lines(in(Place.UNKNOWN)).ifPresent(blocks::add);
    lines(in(Place.CLOSED)).ifPresent(blocks::add);
    blocks.add(new Block.Note(note(open.size(), refreshed)));
    return new Message(summary(open), tone(open), blocks, Offers.forBest(scope, family.name()));
  }

  private Message unserved(List<Family> served) {
    var within = scope instanceof Scope.All ? "" : " of " + Scopes.label(scope);
    var sentence = "No account%s is known to serve %s.".formatted(within, family.name());
    var names = served.stream().map(Family::name).collect(Collectors.joining(", "));
    return Problem.of(
        served.isEmpty() ? sentence : sentence + " I know of " + names + ".", "/quota best all");
  }

  private List<Room> in(Place place) {
    return rooms.stream().filter(room -> room.place() == place).toList();
  }

  private String title(List<Room> open) {
    if (open.isEmpty()) {
      return "No known room for " + family.name();
    }
    var start = "Best for " + family.name();
    var whole = start + ": " + open.getFirst().view().account().id();
    return whole.length() <= TITLE ? whole : start;
  }

  private String summary(List<Room> open) {
    var start = open.isEmpty() ? "No known room for " : "Best for ";
    var first = open.isEmpty() ? "" : ": " + RoomLine.brief(open.getFirst(), now);
    return start + family.name() + first;
  }

  private static Tone tone(List<Room> open) {
    return open.isEmpty() ? Tone.UNKNOWN : RoomLine.tone(open.getFirst());
  }

  private List<String> row(Room room) {
    return List.of(
        room.view().account().id(),
        room.left().map(Figures::percent).orElse("?"),
        room.resetsAt().map(reset -> Times.duration(Duration.between(now, reset))).orElse("?"));
  }

  private Optional<Block> lines(List<Room> some) {
    if (some.isEmpty()) {
      return Optional.empty();
    }
    var lines = new ArrayList<Prose>();
    some.stream().limit(MOST_LINES).forEach(room -> lines.add(RoomLine.of(room, now)));
    if (some.size() > MOST_LINES) {
      lines.add(Prose.of("and " + (some.size() - MOST_LINES) + " more"));
    }
    return Optional.of(new Block.Text(Lines.all(lines)));
  }

  private Prose note(int open, Optional<Prose> refreshed) {
    var count = open > MOST_ROWS ? "the first " + MOST_ROWS + " of " + open : "" + open;
    var start =
        "%s of %d accounts with room for %s, ".formatted(count, rooms.size(), family.name());
    return Lines.beside(Times.at(Prose.of(start), now, now), refreshed);
  }
}
