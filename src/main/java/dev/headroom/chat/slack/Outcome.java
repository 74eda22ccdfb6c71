package dev.headroom.chat.slack;

import java.time.Duration;
import java.util.function.Function;

/// What came of one call to Slack.
sealed interface Outcome<T> {

  /// It is done.
  record Done<T>(T value) implements Outcome<T> {}

  /// Slack is busy or out of reach. Whether it was done all the same is unknown.
  ///
  /// @param reason safe to show
  record Busy<T>(Duration pause, String reason) implements Outcome<T> {}

  /// Slack said no.
  ///
  /// @param code Slack's word for it, like `not_in_channel`
  record Refused<T>(String code) implements Outcome<T> {}

  /// Goes on with the value, if there is one.
  default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Busy<T>(var pause, var reason) -> new Busy<>(pause, reason);
      case Refused<T>(var code) -> new Refused<>(code);
    };
  }

  default <R> Outcome<R> map(Function<T, R> change) {
    return then(value -> new Done<>(change.apply(value)));
  }

  /// What went wrong, in words for logs and people.
  default String reason() {
    return switch (this) {
      case Done<T> done -> "done";
      case Busy<T>(var pause, var reason) -> reason;
      case Refused<T>(var code) -> Refusals.sentence(code);
    };
  }
}
