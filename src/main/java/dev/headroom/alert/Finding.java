package dev.headroom.alert;

/// What one poll says about one alert, open or not.
public sealed interface Finding {

  AlertKey key();

  /// It was read.
  record Measured(AlertKey key, Origin origin, Seen seen, Fact fact) implements Finding {}

  /// It was not read, or not in a way that says anything about now.
  record Unread(AlertKey key, String why) implements Finding {}

  /// It was looked for and is not there any more.
  ///
  /// @param certain whether one such finding is enough
  record Gone(AlertKey key, Ending ending, boolean certain) implements Finding {}
}
