package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an error answer means: the one place where a status and a body become a [Failure].
///
/// The provider is asked first ([Provider#classify]); the rest is what all vendors share.
public final class Failures {

  private static final Pattern TRAILING = Pattern.compile("[\\s.:;,]+$");

  private Failures() {}

  /// The failure behind an answer that is no 2xx.
  ///
  /// @param secrets what must not be in its words, whatever the vendor echoes
  public static ApiException of(
      Provider provider, Request request, Answer answer, Instant now, List<Secret> secrets) {
    var kind = provider.classify(answer).orElseGet(() -> usual(request, answer));
    var wait = RetryAfter.read(answer, now).filter(time -> time.isPositive());
    var retryAt =
        kind == Kind.RATE_LIMITED || kind == Kind.UNREACHABLE
            ? wait.map(now::plus)
            : Optional.<Instant>empty();
    var reason = reason(kind, request, answer, secrets);
    var advice = provider.advice(kind).map(words -> "; " + words).orElse("");
    return new ApiException(new Failure(kind, reason + advice, retryAt), Optional.of(answer));
  }

  /// The failure behind a refusal that has no status of HTTP.
  ///
  /// @param words the server's own
  /// @param secrets what must not be in it, whatever the server echoes
  static ApiException refusal(Provider provider, Kind kind, String words, List<Secret> secrets) {
    var advice = provider.advice(kind).map(more -> "; " + more).orElse("");
    return ApiException.of(kind, said(meaning(kind), Reasons.safe(words, secrets)) + advice);
  }

  private static Kind usual(Request request, Answer answer) {
    var body = ErrorBody.of(answer);
    if (answer.header("cf-mitigated").isPresent()) {
      return Kind.UNREACHABLE;
    }
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> request.redirects() ? Kind.NOT_AVAILABLE : Kind.AUTH;
      case 400 -> badRequest(body);
      case 401 -> Kind.AUTH;
      case 402 -> Kind.EXHAUSTED;
      case 403 -> isExhausted(body) ? Kind.EXHAUSTED : Kind.FORBIDDEN;
      case 408, 425 -> Kind.UNREACHABLE;
      case 429 -> isExhausted(body) ? Kind.EXHAUSTED : Kind.RATE_LIMITED;
      default -> answer.status() >= 500 ? Kind.UNREACHABLE : Kind.NOT_AVAILABLE;
    };
  }

  /// Some vendors answer 400 to a bad key (Gemini) or an overspent one (LiteLLM).
  private static Kind badRequest(ErrorBody body) {
    if (isExhausted(body)) {
      return Kind.EXHAUSTED;
    }
    return body.has(
            "api_key_invalid",
            "invalid_api_key",
            "invalid_grant",
            "invalid_client",
            "unauthorized_client")
        ? Kind.AUTH
        : Kind.NOT_AVAILABLE;
  }

  /// The codes by which vendors say that money or quota is gone, which no pause heals.
  private static boolean isExhausted(ErrorBody body) {
    return body.has(
        "insufficient_quota",
        "enforced_spend_limit_reached",
        "exceeded_current_quota_error",
        "budget_exceeded",
        "billing_hard_limit_reached",
        "insufficient_balance");
  }

  private static String reason(Kind kind, Request request, Answer answer, List<Secret> secrets) {
    var words = ErrorBody.of(answer).message().map(text -> Reasons.safe(text, secrets)).orElse("");
    return said(meaning(kind, request, answer) + " (" + answer.status() + ")", words);
  }

  /// What happened, with the vendor's words where there are any.
  ///
  /// @param words safe to show
  static String said(String meaning, String words) {
    var said = TRAILING.matcher(words).replaceAll("");
    return said.isEmpty() ? meaning : meaning + ": " + said;
  }

  private static String meaning(Kind kind, Request request, Answer answer) {
    if (answer.status() / 100 == 3 && kind == Kind.AUTH && !request.redirects()) {
      return "the session has ended; sign in again";
    }
    if (answer.status() / 100 == 3 && kind == Kind.NOT_AVAILABLE) {
      return "the address points to another one, which is not followed";
    }
    return meaning(kind);
  }

  private static String meaning(Kind kind) {
    return switch (kind) {
      case AUTH -> "the credential was refused";
      case FORBIDDEN -> "the credential is not allowed to do this";
      case NO_PLAN -> "there is no plan to read";
      case RATE_LIMITED -> "asked too often";
      case EXHAUSTED -> "quota or money is gone";
      case NOT_AVAILABLE -> "what was asked is not there";
      case UNREACHABLE -> "the provider failed";
      case UNREADABLE -> "the answer is not understood";
    };
  }
}
