package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// A call that spends a token to see the rate limits in the headers of its answer. Only ever made
/// when an account asks for it.
public final class Probe {

  /// For how long the headers of one call will do.
  public static final Duration PAUSE = Duration.ofMinutes(15);

  private Probe() {}

  /// The windows that the answer to `request` tells; a 429 tells them too, and so may a 400: one
  /// token is too few for models that reason first.
  ///
  /// @throws ApiException unreadable, when there are none
  public static List<Quota> read(
      Api api, Request request, List<RateLimitHeaders.Window> windows, Instant now) {
    return read(api, request, windows, now, refusal -> List.of());
  }

  /// As [#read], for vendors whose 429 tells more in its body than in its headers.
  ///
  /// @param refusal reads such a body; what it gives replaces what the headers tell by that name
  public static List<Quota> read(
      Api api,
      Request request,
      List<RateLimitHeaders.Window> windows,
      Instant now,
      Function<Answer, List<Quota>> refusal) {
    try {
      var quotas = RateLimitHeaders.read(api.send(request), windows, now);
      if (quotas.isEmpty()) {
        throw ApiException.of(
            Failure.Kind.UNREADABLE, "no rate limits in the headers of the answer");
      }
      return quotas;
    } catch (ApiException e) {
      var told =
          e.answer()
              .filter(answer -> mayTell(e.failure().kind(), answer))
              .map(answer ->
                  merged(RateLimitHeaders.read(answer, windows, now), refusal.apply(answer)))
              .orElse(List.of());
      if (told.isEmpty()) {
        throw e;
      }
      return told;
    }
  }

  private static boolean mayTell(Failure.Kind kind, Answer answer) {
    return kind == Failure.Kind.RATE_LIMITED
        || (kind == Failure.Kind.NOT_AVAILABLE && answer.status() == 400);
  }

  private static List<Quota> merged(List<Quota> headers, List<Quota> body) {
    var byName = new LinkedHashMap<String, Quota>();
    headers.forEach(quota -> byName.put(quota.name(), quota));
    body.forEach(quota -> byName.put(quota.name(), quota));
    return List.copyOf(byName.values());
  }
}
