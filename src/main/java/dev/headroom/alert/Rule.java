package dev.headroom.alert;

/// What an alert watches for.
public enum Rule {
  /// A quota passed one of its account's thresholds.
  QUOTA(Kind.QUOTA),
  /// The provider says that the money is gone.
  BALANCE(Kind.QUOTA),
  /// A budget passed one of its marks, or its limit.
  BUDGET(Kind.BUDGET),
  /// An account can't be read.
  ACCOUNT(Kind.ACCOUNT);

  private final Kind kind;

  Rule(Kind kind) {
    this.kind = kind;
  }

  /// What routes call it.
  public Kind kind() {
    return kind;
  }
}
