package dev.headroom.alert;

/// How bad an alert is, from good to worst.
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
