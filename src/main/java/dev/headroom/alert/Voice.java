package dev.headroom.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What an alert has said so far.
///
/// @param at when it last spoke aloud
/// @param rank how bad it then said it was
/// @param times how often it has spoken or edited, which numbers its messages
/// @param channels where its messages stand
public record Voice(Instant at, int rank, int times, List<String> channels) {

  public static final Voice SILENT = new Voice(Instant.EPOCH, 0, 0, List.of());

  public Voice {
    channels = List.copyOf(channels);
  }

  public boolean isSilent() {
    return channels.isEmpty();
  }

  boolean isCoolingDown(Duration cooldown, Instant now) {
    return !isSilent() && now.isBefore(at.plus(cooldown));
  }

  Voice spoke(Instant now, Level level, List<String> to) {
    var everywhere = Stream.concat(channels.stream(), to.stream()).distinct().toList();
    return new Voice(now, level.rank(), times + 1, everywhere);
  }

  Voice edited() {
    return new Voice(at, rank, times + 1, channels);
  }
}
