package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One account's way to its provider: sends requests with bounded retries, one at a time.
public interface Api {

  /// Sends `request` and gives its answer, which is a 2xx.
  ///
  /// @throws ApiException for everything else, classified
  Answer send(Request request);

  /// An access token of the account's own login.
  ///
  /// @param refused one that the provider has just refused
  /// @throws ApiException auth, when there is no login or it has ended
  Secret accessToken(OAuth oauth, Optional<Secret> refused);

  /// What is left of the poll's time, for what a library sends by itself.
  ///
  /// @throws ApiException unreachable, when none is
  default Duration left() {
    return Duration.ofMinutes(1);
  }

  /// How the account bears being asked to slow down; the same from poll to poll.
  default Patience patience() {
    return new Patience();
  }

  /// Speaks the protocol of Redis with the server of `at`, over a connection of its own that is
  /// signed in by `password` and over with `conversation`. Nothing is asked twice.
  ///
  /// @throws ApiException classified like what [#send] throws; not available, where the server
  ///   doesn't speak it or doesn't know the command
  default void redis(URI at, Secret password, Consumer<Redis> conversation) {
    throw ApiException.of(Failure.Kind.NOT_AVAILABLE, "nothing there speaks the protocol of Redis");
  }

  /// As [#send], with an access token, which is renewed once if it is refused.
  default Answer sendAs(OAuth oauth, Request request) {
    var token = accessToken(oauth, Optional.empty());
    try {
      return send(request.bearer(token));
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.AUTH) {
        throw e;
      }
      var renewed = accessToken(oauth, Optional.of(token));
      try {
        return send(request.bearer(renewed));
      } catch (ApiException again) {
        throw oauth.remedied(again);
      }
    }
  }

  /// As [#send], with a token that an application gets itself with a key of its own; one that is
  /// refused is asked for anew, once.
  ///
  /// @param token asks for it, when an earlier one is older than the given time
  /// @param age for how long a token will do
  default Answer sendWith(Function<Duration, Secret> token, Duration age, Request request) {
    try {
      return send(request.bearer(token.apply(age)));
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.AUTH) {
        throw e;
      }
      return send(request.bearer(token.apply(Duration.ZERO)));
    }
  }
}
