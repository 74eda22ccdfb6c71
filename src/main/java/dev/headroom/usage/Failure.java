package dev.headroom.usage;

import java.time.Instant;
import java.util.Optional;

/// Why an account could not be read, in words that are safe to show.
///
/// @param retryAt when asking again makes sense, where the provider said so
public record Failure(Kind kind, String reason, Optional<Instant> retryAt) {

  /// What kind of failure, which decides what happens next.
  public enum Kind {
    /// The credential was refused; someone must replace it.
    AUTH,
    /// The credential is good but not allowed to: a missing scope, role, or a banned account.
    FORBIDDEN,
    /// The account has no plan that could be read.
    NO_PLAN,
    /// Asked too often; the numbers before still hold.
    RATE_LIMITED,
    /// Quota or money is gone: the provider refuses to serve.
    EXHAUSTED,
    /// What was asked does not exist there: a feature not configured, a wrong id.
    NOT_AVAILABLE,
    /// No answer, or the provider itself failed.
    UNREACHABLE,
    /// An answer in a shape we don't know.
    UNREADABLE;

    /// Whether nobody can do anything about it but wait: then the provider's word on when to come
    /// back holds for everyone. What a person puts right, like a refused key, may be tried at once.
    public boolean healsByItself() {
      return switch (this) {
        case RATE_LIMITED, UNREACHABLE, UNREADABLE -> true;
        case AUTH, FORBIDDEN, NO_PLAN, EXHAUSTED, NOT_AVAILABLE -> false;
      };
    }
  }

  /// Until when the provider wants to be left alone, whoever asks and however long that is.
  public Optional<Instant> heldUntil() {
    return kind.healsByItself() ? retryAt : Optional.empty();
  }

  public static Failure of(Kind kind, String reason) {
    return new Failure(kind, reason, Optional.empty());
  }
}
