package dev.headroom.config;

/// Whether the terminal is a chat platform.
public enum Console {
  /// When no chat is configured and standard input is a terminal or a pipe.
  AUTO,
  ON,
  OFF;

  static final Key<Console> KEY =
      Key.of(
          "console",
          Values.word(Console.class),
          "auto (when no chat is configured and stdin is a terminal or pipe), on, off");
}
