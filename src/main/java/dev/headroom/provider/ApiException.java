package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.util.Optional;

/// A provider that did not give what was asked, classified once, in words that are safe to show.
public final class ApiException extends RuntimeException {

  private final transient Failure failure;
  private final transient Optional<Answer> answer;

  public ApiException(Failure failure) {
    this(failure, Optional.empty());
  }

  public ApiException(Failure failure, Optional<Answer> answer) {
    super(failure.kind() + ": " + failure.reason());
    this.failure = failure;
    this.answer = answer;
  }

  public static ApiException of(Failure.Kind kind, String reason) {
    return new ApiException(Failure.of(kind, reason));
  }

  /// One whose cause is ours, not the provider's.
  public static ApiException of(Failure.Kind kind, String reason, RuntimeException cause) {
    var problem = of(kind, reason);
    problem.initCause(cause);
    return problem;
  }

  public Failure failure() {
    return failure;
  }

  /// The error answer itself, for a provider that learns from it; its body is never shown.
  public Optional<Answer> answer() {
    return answer;
  }
}
