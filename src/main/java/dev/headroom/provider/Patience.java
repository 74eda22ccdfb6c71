package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// How long an account is left alone when a 429 says nothing of when to come back: five minutes,
/// twice as long each time in a row, an hour at most. In memory only.
public final class Patience {

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final AtomicInteger refusals = new AtomicInteger();

  /// The answer to `question`.
  ///
  /// @throws ApiException what `question` throws; rate-limited always with a time to come back
  public <T> T with(Supplier<T> question, Instant now) {
    try {
      var answer = question.get();
      refusals.set(0);
      return answer;
    } catch (ApiException e) {
      throw heeded(e, now);
    }
  }

  private ApiException heeded(ApiException refusal, Instant now) {
    var failure = refusal.failure();
    if (failure.kind() != Failure.Kind.RATE_LIMITED || failure.retryAt().isPresent()) {
      return refusal;
    }
    var until = Optional.of(now.plus(pause(refusals.getAndIncrement())));
    return new ApiException(new Failure(failure.kind(), failure.reason(), until), refusal.answer());
  }

  private static Duration pause(int before) {
    var grown = FIRST.multipliedBy(1L << Math.min(before, 10));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }
}
