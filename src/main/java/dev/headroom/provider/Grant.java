package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a token endpoint gives.
///
/// @param refreshToken the next refresh token; empty keeps the one before
/// @param expiresAt when the access token ends, where it is told
public record Grant(
    Secret accessToken, Optional<Secret> refreshToken, Optional<Instant> expiresAt) {

  private static final Duration MARGIN = Duration.ofSeconds(60);

  /// A year in seconds: beyond that the figure is of another kind.
  private static final long LONGEST = 366L * 24 * 60 * 60;

  /// Reads the usual answer of a token endpoint (RFC 6749, section 5.1).
  public static Grant read(Json answer, Instant now) {
    return new Grant(
        new Secret(answer.at("access_token").name()),
        answer.at("refresh_token").findText().filter(text -> !text.isBlank()).map(Secret::new),
        answer
            .at("expires_in")
            .findCount()
            .filter(s -> s > 0 && s <= LONGEST)
            .map(now::plusSeconds));
  }

  /// Whether an access token that ends at `end` is too old to start a request with.
  public static boolean isOver(Optional<Instant> end, Instant now) {
    return end.filter(moment -> !now.plus(MARGIN).isBefore(moment)).isPresent();
  }
}
