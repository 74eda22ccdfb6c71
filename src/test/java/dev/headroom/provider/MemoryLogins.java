package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Logins that last as long as the test.
public final class MemoryLogins implements Logins {

  private record Held(Optional<Secret> seed, Secret refreshToken, Grant grant) {}

  private final Map<String, Held> held = new HashMap<>();

  @Override
  public synchronized Secret accessToken(
      String account,
      Optional<Secret> seed,
      Optional<Secret> refused,
      Instant now,
      Function<Secret, Grant> refresh) {
    var before = held.get(account);
    if (before != null
        && (seed.isEmpty() || before.seed().equals(seed))
        && !refused.equals(Optional.of(before.grant().accessToken()))
        && !Grant.isOver(before.grant().expiresAt(), now)) {
      return before.grant().accessToken();
    }
    var refreshToken =
        (before != null && before.seed().equals(seed) ? Optional.of(before.refreshToken()) : seed)
            .orElseThrow(() -> ApiException.of(Failure.Kind.AUTH, "not logged in"));
    var grant = refresh.apply(refreshToken);
    held.put(account, new Held(seed, grant.refreshToken().orElse(refreshToken), grant));
    return grant.accessToken();
  }

  @Override
  public synchronized void store(String account, Grant grant) {
    held.put(account, new Held(Optional.empty(), grant.refreshToken().orElseThrow(), grant));
  }
}
