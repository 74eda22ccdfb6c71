package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import java.time.Duration;

/// Asks for what not every server has. That it isn't there is believed for a day, as long as the
/// process lives; all else is asked anew each time.
final class Daily {

  private static final Duration DAY = Duration.ofDays(1);

  private Daily() {}

  /// The answer to `request`, which must be a probe.
  ///
  /// @throws ApiException not available, also without asking
  static Answer send(Api api, Request request) {
    try {
      var answer = api.send(request.keptFor(DAY));
      return answer.age().isZero() ? answer : api.send(request);
    } catch (ApiException e) {
      if (e.failure().kind() == Kind.NOT_AVAILABLE || isFresh(e)) {
        throw e;
      }
      return api.send(request);
    }
  }

  private static boolean isFresh(ApiException e) {
    return e.answer().filter(answer -> answer.age().isZero()).isPresent();
  }
}
