package dev.headroom.alert;

/// How an alert came to its end.
public enum Ending {
  /// It got better.
  RECOVERED("recovered"),
  /// Its window or period started again.
  RESET("reset"),
  /// What it was about is gone: the quota, the budget or the account.
  NO_LONGER_MEASURED("no longer measured");

  private final String word;

  Ending(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
