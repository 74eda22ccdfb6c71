package dev.headroom.usage;

/// How a quota or an account stands. From best to worst within the numbers, then what hides them.
public enum Status {
  OK("ok"),
  WARNING("warning"),
  CRITICAL("critical"),
  EXHAUSTED("exhausted"),
  AUTH_EXPIRED("auth-expired"),
  FORBIDDEN("forbidden"),
  NO_PLAN("no-plan"),
  UNREACHABLE("unreachable"),
  STALE("stale"),
  UNKNOWN("unknown");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /// The word that people and JSON read.
  public String word() {
    return word;
  }
}
