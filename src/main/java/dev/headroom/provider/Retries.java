package dev.headroom.provider;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.function.Supplier;

/// Asks again, twice at most, where that can help: the provider failed or was not there, or wants a
/// pause that is short. Never what spends, never against a refusal, never past the deadline.
final class Retries {

  private static final int MOST = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Http http;
  private final Deadline deadline;

  Retries(Http http, Deadline deadline) {
    this.http = http;
    this.deadline = deadline;
  }

  Answer run(Request request, Supplier<Answer> attempt) {
    var policy =
        RetryPolicy.<Answer>builder()
            .handleIf((answer, failure) -> failure instanceof ApiException e && mayHelp(e))
            .withMaxRetries(request.probe() ? 0 : MOST)
            .build();
    return Failsafe.with(policy)
        .get(context -> {
          if (context.isRetry()) {
            pause(context.getAttemptCount(), context.getLastException());
          }
          return attempt.get();
        });
  }

  private boolean mayHelp(ApiException e) {
    var asked = e.answer().flatMap(answer -> RetryAfter.read(answer, http.now()));
    return switch (e.failure().kind()) {
      case UNREACHABLE ->
          asked.orElse(Duration.ZERO).compareTo(LONGEST_PAUSE) <= 0
              && fits(asked.orElse(FIRST_PAUSE));
      case RATE_LIMITED ->
          asked.filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0).filter(this::fits).isPresent();
      case AUTH, FORBIDDEN, NO_PLAN, EXHAUSTED, NOT_AVAILABLE, UNREADABLE -> false;
    };
  }

  private boolean fits(Duration pause) {
    return deadline.allows(pause);
  }

  /// What the provider asked for, and at least a growing pause of our own, spread by chance so that
  /// accounts don't come back together.
  private void pause(int attempt, ApiException last) {
    var grown = FIRST_PAUSE.toMillis() << (attempt - 1);
    var own = Duration.ofMillis((long) (grown * (0.5 + http.chance())));
    var asked =
        last.answer().flatMap(answer -> RetryAfter.read(answer, http.now())).orElse(Duration.ZERO);
    var pause = asked.compareTo(own) > 0 ? asked : own;
    if (!fits(pause)) {
      throw last;
    }
    try {
      http.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw last;
    }
  }
}
