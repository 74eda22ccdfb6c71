package dev.headroom;

import dev.headroom.provider.Grant;
import dev.headroom.provider.Logins;
import dev.headroom.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Logins whose database is opened when the first account needs it, so that no other account
/// depends on it.
final class LateLogins implements Logins {

  private final Supplier<Logins> open;
  private @Nullable Logins opened;

  /// Logins that nobody has needed yet.
  ///
  /// @param open never throws: what can't be opened refuses
  LateLogins(Supplier<Logins> open) {
    this.open = open;
  }

  @Override
  public Secret accessToken(
      String account,
      Optional<Secret> seed,
      Optional<Secret> refused,
      Instant now,
      Function<Secret, Grant> refresh) {
    return opened().accessToken(account, seed, refused, now, refresh);
  }

  @Override
  public void store(String account, Grant grant) {
    opened().store(account, grant);
  }

  private synchronized Logins opened() {
    if (opened == null) {
      opened = open.get();
    }
    return opened;
  }
}
