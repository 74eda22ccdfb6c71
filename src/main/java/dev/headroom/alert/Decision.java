package dev.headroom.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether to speak, and always why.
public sealed interface Decision {

  AlertKey key();

  String reason();

  /// When to look again, if something waits for that moment.
  default Optional<Instant> lookAgainAt() {
    return switch (this) {
      case Hold hold -> hold.until();
      case Edit edit -> edit.until();
      case Speak speak -> Optional.empty();
      case End end -> Optional.empty();
    };
  }

  /// Say it aloud, in a message of its own.
  ///
  /// @param to channels as `platform:id`
  record Speak(AlertState next, Notice notice, List<String> to, String reason) implements Decision {
    @Override
    public AlertKey key() {
      return next.key();
    }
  }

  /// Put it right where it stands, without a sound.
  ///
  /// @param until when to look again, if something aloud waits for that moment
  record Edit(AlertState next, Notice notice, Optional<Instant> until, String reason)
      implements Decision {
    @Override
    public AlertKey key() {
      return next.key();
    }
  }

  /// Say nothing.
  ///
  /// @param next what to remember; empty when there is no alert
  /// @param until when to look again, if something waits for that moment
  record Hold(AlertKey key, Optional<AlertState> next, Optional<Instant> until, String reason)
      implements Decision {}

  /// Forget the alert.
  ///
  /// @param notice its visible end; empty when nobody was told of it, or ends are not said
  record End(AlertState last, Optional<Notice> notice, String reason) implements Decision {
    @Override
    public AlertKey key() {
      return last.key();
    }
  }
}
