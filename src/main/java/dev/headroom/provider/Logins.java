package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// The logins that Headroom owns: one refresh token for each account, kept encrypted.
public interface Logins {

  /// The account's access token: the stored one while it lasts, otherwise a fresh one.
  ///
  /// Refreshing is done by one caller at a time in the whole cluster, and the new refresh token is
  /// stored before this gives the new access token away: a refresh token often works only once.
  ///
  /// @param seed a refresh token from the config; it starts the login, and starts it anew when it
  ///   is another than before
  /// @param refused an access token that the provider has just refused, so that it is replaced
  /// @param refresh asks the token endpoint
  /// @throws ApiException auth, when the account has never logged in or its login has ended;
  ///   unreachable, with the cause, when what keeps the logins is away
  Secret accessToken(
      String account,
      Optional<Secret> seed,
      Optional<Secret> refused,
      Instant now,
      Function<Secret, Grant> refresh);

  /// Stores a login that was just made, in place of any before.
  void store(String account, Grant grant);

  /// For when logins can't be kept: refuses every account that needs one, with the reason.
  static Logins refusing(String reason) {
    return new Logins() {
      @Override
      public Secret accessToken(
          String account,
          Optional<Secret> seed,
          Optional<Secret> refused,
          Instant now,
          Function<Secret, Grant> refresh) {
        throw ApiException.of(Failure.Kind.AUTH, reason);
      }

      @Override
      public void store(String account, Grant grant) {
        throw new IllegalStateException(reason);
      }
    };
  }
}
