package dev.headroom.alert;

/// What one reading said and a second has yet to confirm.
public enum Doubt {
  /// The used share fell sharply though its provider speaks of no reset.
  FELL,
  /// It was missing from a whole report.
  MISSING
}
