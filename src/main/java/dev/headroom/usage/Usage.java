package dev.headroom.usage;

import java.time.LocalDate;
import java.util.Optional;

/// What was consumed on one UTC day, by one model where the provider tells models apart.
///
/// @param tokensIn all input tokens, the cached ones included
/// @param tally how this figure relates to the ones before it
public record Usage(
    LocalDate day,
    Optional<String> model,
    Optional<Long> tokensIn,
    Optional<Long> tokensCached,
    Optional<Long> tokensOut,
    Optional<Long> requests,
    Tally tally)
    implements Reading {

  /// How a figure relates to earlier ones.
  public enum Tally {
    /// The day's whole figure so far: it replaces the one before.
    DAY_TOTAL,
    /// What came since the last poll: it is added.
    SINCE_LAST_POLL,
    /// A counter since the source started, which may restart: its growth is added.
    SINCE_START
  }

  /// A day's whole figures.
  public static Usage ofDay(
      LocalDate day,
      Optional<String> model,
      Optional<Long> tokensIn,
      Optional<Long> tokensCached,
      Optional<Long> tokensOut,
      Optional<Long> requests) {
    return new Usage(day, model, tokensIn, tokensCached, tokensOut, requests, Tally.DAY_TOTAL);
  }
}
