package dev.headroom.view;

import dev.headroom.usage.Scope;
import java.time.Duration;
import java.time.Instant;

/// What someone wants to see over time.
///
/// @param now the end of the range
public record HistoryQuestion(Scope scope, Metric metric, Range range, Instant now) {

  /// What is counted.
  public enum Metric {
    COST,
    TOKENS,
    REQUESTS,
    /// The highest used share of any quota, in percent.
    QUOTA
  }

  /// How far back: hours for a day, UTC days otherwise.
  public enum Range {
    DAY("24h", Duration.ofHours(24)),
    WEEK("7d", Duration.ofDays(7)),
    MONTH("30d", Duration.ofDays(30)),
    QUARTER("90d", Duration.ofDays(90));

    private final String word;
    private final Duration length;

    Range(String word, Duration length) {
      this.word = word;
      this.length = length;
    }

    public String word() {
      return word;
    }

    public Duration length() {
      return length;
    }
  }
}
