package dev.headroom.store.embedded;

/// The embedded PostgreSQL can't be started; the message says why and what to do.
public final class EmbeddedException extends RuntimeException {

  EmbeddedException(String reason) {
    super(reason);
  }

  EmbeddedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
