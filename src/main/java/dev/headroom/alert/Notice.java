package dev.headroom.alert;

import java.time.Instant;
import java.util.Optional;

/// What an alert wants said.
///
/// @param state the alert as it then stands
/// @param fact what was read; empty when nothing is left to read
public record Notice(Stage stage, AlertState state, Optional<Fact> fact, Instant now) {

  /// Why it wants it said.
  public sealed interface Stage {

    /// It is news.
    record Opened() implements Stage {}

    /// It is worse than people know.
    record Worse() implements Stage {}

    /// It still fires.
    record Reminder() implements Stage {}

    /// The message that stands there is no longer true.
    record Changed() implements Stage {}

    /// It is over.
    record Ended(Ending ending) implements Stage {}

    /// One word for the log.
    default String word() {
      return switch (this) {
        case Opened() -> "opened";
        case Worse() -> "worse";
        case Reminder() -> "reminder";
        case Changed() -> "changed";
        case Ended(var ending) -> ending.word();
      };
    }
  }
}
