package dev.headroom.chat.console;

import dev.headroom.message.Tone;

/// Marks text up with ANSI colours, or leaves it as it is.
record Ink(boolean coloured) {

  private static final String ESCAPE = "\u001b[";
  private static final String END = ESCAPE + "0m";

  String bold(String text) {
    return in("1", text);
  }

  String dim(String text) {
    return in("2", text);
  }

  String blue(String text) {
    return in("34", text);
  }

  String cyan(String text) {
    return in("36", text);
  }

  String red(String text) {
    return in("31", text);
  }

  String toned(Tone tone, String text) {
    return switch (tone) {
      case NEUTRAL -> blue(text);
      case GOOD -> in("32", text);
      case WARNING -> in("33", text);
      case CRITICAL, EXHAUSTED -> red(text);
      case UNKNOWN -> dim(text);
    };
  }

  private String in(String code, String text) {
    return coloured && !text.isBlank() ? ESCAPE + code + "m" + text + END : text;
  }
}
