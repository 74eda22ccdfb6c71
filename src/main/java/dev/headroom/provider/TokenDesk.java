package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The endpoints of a vendor's login, asked one request at a time and never twice by itself: codes
/// work once.
final class TokenDesk {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Http http;
  private final Provider provider;
  private final Access access;

  TokenDesk(Http http, Provider provider, Access access) {
    this.http = http;
    this.provider = provider;
    this.access = access;
  }

  /// What an endpoint makes of a request.
  sealed interface Outcome {
    record Granted(Json answer) implements Outcome {}

    /// The vendor says no, or not yet.
    ///
    /// @param code the word for it, like `authorization_pending`; empty where there is none
    record Refused(String code, ApiException why) implements Outcome {}

    /// Nobody answered, or not for now; asking again may help.
    record Silence(ApiException why) implements Outcome {}
  }

  Outcome ask(Request request) {
    try {
      var answer = http.open(provider, access, PATIENCE).send(request.asProbe());
      return code(answer)
          .<Outcome>map(
              code -> new Outcome.Refused(code, refusal(Kind.NOT_AVAILABLE, request, answer)))
          .orElseGet(() -> new Outcome.Granted(answer.json()));
    } catch (ApiException e) {
      var code = e.answer().flatMap(TokenDesk::code);
      var passing =
          e.failure().kind() == Kind.UNREACHABLE || e.failure().kind() == Kind.RATE_LIMITED;
      return code.isEmpty() && passing
          ? new Outcome.Silence(e)
          : new Outcome.Refused(
              code.orElse(""),
              e.answer().map(it -> refusal(e.failure().kind(), request, it)).orElse(e));
    }
  }

  /// The answer, where only a grant will do.
  ///
  /// @throws ApiException anything else
  Json demand(Request request) {
    return switch (ask(request)) {
      case Outcome.Granted(var answer) -> answer;
      case Outcome.Refused(_, var why) -> throw why;
      case Outcome.Silence(var why) -> throw why;
    };
  }

  /// The error code of RFC 6749, section 5.2, which GitHub sends with status 200.
  private static Optional<String> code(Answer answer) {
    try {
      var error = answer.json().at("error");
      return error.isText() ? Optional.of(error.text().toLowerCase(Locale.ROOT)) : Optional.empty();
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  /// In words of its own: the advice of a provider is about polls.
  private ApiException refusal(Kind kind, Request request, Answer answer) {
    var secrets = request.secrets(access.secrets());
    var words = ErrorBody.of(answer).message().map(text -> Reasons.safe(text, secrets));
    var status = answer.status() / 100 == 2 ? "" : " (" + answer.status() + ")";
    return ApiException.of(
        kind, "the vendor refused" + status + words.map(text -> ": " + text).orElse(""));
  }
}
