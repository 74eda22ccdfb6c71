package dev.headroom.message;

/// How serious a message is. Platforms show it as a colour where they can, beside the emoji.
public enum Tone {
  NEUTRAL(""),
  GOOD("🟢"),
  WARNING("🟡"),
  CRITICAL("🔴"),
  EXHAUSTED("⛔"),
  UNKNOWN("⚪");

  private final String emoji;

  Tone(String emoji) {
    this.emoji = emoji;
  }

  /// One emoji, or nothing. It never stands alone: a word or number beside it says the same.
  public String emoji() {
    return emoji;
  }
}
