package dev.headroom.message;

import java.time.Instant;

/// A stretch of prose in one style.
public sealed interface Span {

  /// Plain words, to be escaped by the platform.
  record Words(String text) implements Span {}

  /// Words that stand out.
  record Strong(String text) implements Span {}

  /// Something to type or to copy.
  record Code(String text) implements Span {}

  /// A moment, shown in the reader's zone where the platform can.
  record When(String words, Instant at, Style style) implements Span {}

  /// How precisely a moment is shown.
  enum Style {
    /// `15:20`
    TIME,
    /// `Nov 22`
    DATE,
    /// `Nov 22, 15:20`
    DATE_TIME
  }
}
