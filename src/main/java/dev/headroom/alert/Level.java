package dev.headroom.alert;

/// How far an alert has gone. Only the rank says what is worse; it counts within one rule.
///
/// @param rank 0 when all is well
/// @param word what people read: `critical`
public record Level(int rank, Severity severity, String word) {

  public static final Level FINE = new Level(0, Severity.INFO, "ok");
  public static final Level WARNING = new Level(1, Severity.WARNING, "warning");
  public static final Level CRITICAL = new Level(2, Severity.CRITICAL, "critical");
  public static final Level EXHAUSTED = new Level(3, Severity.CRITICAL, "exhausted");

  /// The account did not answer often enough to be worth a word.
  public static final Level FAILING = new Level(1, Severity.WARNING, "failing");

  /// The provider refuses this account until a person does something.
  public static final Level REFUSED = new Level(2, Severity.CRITICAL, "refused");

  public boolean isFiring() {
    return rank > 0;
  }

  public boolean isWorseThan(Level other) {
    return rank > other.rank;
  }
}
