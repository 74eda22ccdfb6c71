package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A LiteLLM proxy. A virtual key tells its budget, that of its team or user, and daily usage; a
/// key that may only make calls tells its budget in the headers of answers, if at all.
///
/// Wire format: https://docs.litellm.ai/docs/proxy/virtual_keys
@AutoService(Provider.class)
public final class LiteLlm implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "litellm",
          "LiteLLM",
          "A virtual key of the proxy (sk-…) that may call its info routes.",
          List.of(
              Option.secret("key", "the virtual key"),
              new Option(
                  "base-url",
                  Option.Form.URL,
                  true,
                  Optional.empty(),
                  List.of(),
                  "where the proxy is, with or without /v1"),
              Option.choice(
                  "scope",
                  List.of("user", "team", "organization", "everyone"),
                  "user",
                  "whose usage by day is read: that of the key's user, of its team or organization,"
                      + " or everyone's spend, for which LiteLLM Enterprise and an admin's key are"
                      + " needed"),
              Option.text(
                      "probe-model",
                      "read the budget of a key that may only make calls by a 1-token call to this"
                          + " model, every 15 minutes at most")
                  .spending("a few tokens every 15 minutes")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.RATE_LIMITS,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(1),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// A route that the key may not call is answered 401 as often as 403.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var body = ErrorBody.of(answer);
    return answer.status() == 401
            && (body.says("not allowed to call this route") || body.says("only proxy admin"))
        ? Optional.of(Failure.Kind.FORBIDDEN)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("allow the key this route, or set probe-model")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    return access
        .findText("probe-model")
        .map(model -> Report.of(new LiteLlmHeaders(access, api).probe(model)))
        .orElseGet(() -> new LiteLlmProxy(access, api, now).read());
  }

  static Request get(Access access, String path) {
    return Request.get(access.root("base-url"), path).bearer(access.secret("key"));
  }
}
