package dev.headroom.alert;

/// What an alert is about.
public enum Kind {
  /// A provider's limit.
  QUOTA,
  /// A team's own budget.
  BUDGET,
  /// An account that can't be read.
  ACCOUNT
}
