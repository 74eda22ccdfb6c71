package dev.headroom.poll;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When an account is polled next. Jitter keeps accounts, and replicas, from asking all at once.
public final class NextDue {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);
  private static final Duration UNTIL_A_KEY_IS_REPLACED = Duration.ofHours(1);
  private static final Duration UNTIL_A_PLAN_IS_BOUGHT = Duration.ofHours(1);
  private static final Duration UNTIL_A_RIGHT_IS_GRANTED = Duration.ofHours(24);
  private static final Duration AFTER_A_RESET = Duration.ofSeconds(5);
  private static final Duration SOONEST = Duration.ofSeconds(30);
  private static final int MANY = 12;
  private static final int LARGEST_SHIFT = 16;

  private final RandomGenerator random;

  public NextDue(RandomGenerator random) {
    this.random = random;
  }

  /// When `watched` is due after a poll that ended at `now`.
  public Instant after(Polled polled, Watched watched, Instant now) {
    var due =
        switch (polled) {
          case Polled.Read read -> afterReading(read.snapshot().report(), watched, now);
          case Polled.Failed failed -> afterFailure(failed, watched, now);
        };
    var soonest = now.plus(SOONEST);
    return due.isBefore(soonest) ? soonest : due;
  }

  private Instant afterReading(Report report, Watched watched, Instant now) {
    var due = jittered(now, watched.cadence().after(now));
    return report.quotas().stream()
        .map(quota -> reset(quota, watched.account().every(), now))
        .flatMap(Optional::stream)
        .filter(reset -> reset.isAfter(now) && reset.isBefore(due))
        .min(Comparator.naturalOrder())
        .map(reset -> reset.plus(AFTER_A_RESET))
        .orElse(due);
  }

  /// The reset that is worth a poll of its own, so that numbers of a past window don't stand for
  /// long.
  ///
  /// A window in which a dozen polls fall brings few more. Of shorter ones, and of those that tell
  /// no length, only a reset that is half an interval away: a window that always ends in a moment
  /// must not have us ask twice as often. One that is shorter than the interval is over by the next
  /// poll anyway.
  private static Optional<Instant> reset(Quota quota, Duration every, Instant now) {
    if (quota.window().filter(it -> it.compareTo(every) < 0).isPresent()) {
      return Optional.empty();
    }
    var isLong = quota.window().filter(it -> it.compareTo(every.multipliedBy(MANY)) >= 0);
    var soonest = isLong.isPresent() ? now : now.plus(every.dividedBy(2));
    return quota.resetsAt().filter(at -> !at.isBefore(soonest));
  }

  private Instant afterFailure(Polled.Failed failed, Watched watched, Instant now) {
    var regular = watched.cadence().after(now);
    var due =
        switch (failed.failure().kind()) {
          case AUTH, NOT_AVAILABLE ->
              failed.failure().retryAt().orElse(now.plus(UNTIL_A_KEY_IS_REPLACED));
          case NO_PLAN -> now.plus(UNTIL_A_PLAN_IS_BOUGHT);
          case FORBIDDEN -> failed.failure().retryAt().orElse(now.plus(UNTIL_A_RIGHT_IS_GRANTED));
          case RATE_LIMITED, EXHAUSTED -> regular;
          case UNREACHABLE, UNREADABLE -> now.plus(backoff(failed.failures()));
        };
    return notBefore(jittered(now, due), failed);
  }

  private static Duration backoff(int failures) {
    var pause = FIRST_RETRY.multipliedBy(1L << Math.clamp(failures - 1, 0, LARGEST_SHIFT));
    return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
  }

  private static Instant notBefore(Instant due, Polled.Failed failed) {
    return failed.failure().heldUntil().filter(due::isBefore).orElse(due);
  }

  /// Up to a tenth earlier or later.
  private Instant jittered(Instant now, Instant due) {
    var tenth = Duration.between(now, due).toMillis() / 10;
    return due.plusMillis(Math.round(tenth * (2 * random.nextDouble() - 1)));
  }
}
