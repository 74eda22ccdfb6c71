package dev.headroom.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An open alert. That it exists means that it is open; its end removes it.
///
/// @param shown the last reading that was believed; its level is what the message shows
/// @param worst the worst reading of all
/// @param calm why it no longer fires, while it waits for the cooldown's end
public record AlertState(
    AlertKey key,
    Instant openedAt,
    Seen shown,
    Seen worst,
    Voice voice,
    Optional<Doubt> doubt,
    Optional<Ending> calm) {

  static AlertState opened(AlertKey key, Seen seen, Instant now) {
    return new AlertState(key, now, seen, seen, Voice.SILENT, Optional.empty(), Optional.empty());
  }

  /// How bad people believe it is. Inside the cooldown the worst that was said counts, so that
  /// flapping below it is no news; after it, what the message shows.
  int toldRank(Duration cooldown, Instant now) {
    return voice.isCoolingDown(cooldown, now)
        ? voice.rank()
        : Math.min(voice.rank(), shown.level().rank());
  }

  AlertState sees(Seen seen) {
    return new AlertState(
        key, openedAt, seen, worst.orWorse(seen), voice, Optional.empty(), Optional.empty());
  }

  AlertState calm(Ending why) {
    return new AlertState(key, openedAt, shown, worst, voice, doubt, Optional.of(why));
  }

  AlertState doubts(Doubt what) {
    return new AlertState(key, openedAt, shown, worst, voice, Optional.of(what), calm);
  }

  boolean alreadyDoubts(Doubt what) {
    return doubt.equals(Optional.of(what));
  }

  AlertState spoke(Instant now, List<String> to) {
    return withVoice(voice.spoke(now, shown.level(), to));
  }

  AlertState edited() {
    return withVoice(voice.edited());
  }

  private AlertState withVoice(Voice next) {
    return new AlertState(key, openedAt, shown, worst, next, doubt, calm);
  }
}
