package dev.headroom.config;

import java.time.Duration;
import java.util.Optional;

/// How accounts are read.
///
/// @param every how often, where neither the account nor its provider's habit says otherwise
/// @param timeout how long reading one account may take
/// @param concurrency how many accounts are read at once
public record Polling(Optional<Duration> every, Duration timeout, int concurrency) {

  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(7);

  static final Polling DEFAULT = new Polling(Optional.empty(), Duration.ofSeconds(20), 64);

  private static final Key<Duration> EVERY =
      Key.of(
          "every",
          Moments.duration(SHORTEST, LONGEST),
          "how often accounts are read; default: what suits each provider, 5m for most."
              + " Accounts whose polls spend money keep their provider's pace");
  private static final Key<Duration> TIMEOUT =
      Key.of(
          "timeout",
          Moments.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          "how long reading one account may take; 20s");
  private static final Key<Integer> CONCURRENCY =
      Key.of("concurrency", Values.whole(1, 1_000), "how many accounts are read at once; 64");

  static final Shape<Polling> SHAPE =
      Shape.of(
          section ->
              Optional.of(
                  new Polling(
                      section.find(EVERY),
                      section.get(TIMEOUT, DEFAULT.timeout()),
                      section.get(CONCURRENCY, DEFAULT.concurrency()))),
          EVERY,
          TIMEOUT,
          CONCURRENCY);
}
