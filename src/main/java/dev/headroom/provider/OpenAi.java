package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// OpenAI's API. An admin key tells costs, tokens, the spend limit and the configured rate limits
/// of the organization or one project; an ordinary key tells only the limits in the headers of a
/// call.
///
/// Wire format: https://platform.openai.com/docs/api-reference/usage
@AutoService(Provider.class)
public final class OpenAi implements Provider {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Profile PROFILE =
      new Profile(
          "openai",
          "OpenAI",
          "An admin key (sk-admin-…) from platform.openai.com, Settings, Admin keys, with"
              + " api.usage.read; with probe-model an ordinary key.",
          List.of(
              Option.secret("key", "the admin key"),
              Option.url("base-url", "https://api.openai.com/v1", "where the API is"),
              Option.text("project", "only this project: its id, proj_…"),
              PrepaidCredit.amountOption(),
              PrepaidCredit.sinceOption(),
              Option.text(
                      "probe-model",
                      "read the rate limits of an ordinary key by a 1-token call to this model, every"
                          + " 15 minutes at most")
                  .spending("a few tokens every 15 minutes")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  static final List<RateLimitHeaders.Window> WINDOWS =
      List.of(
          RateLimitHeaders.Window.dashed("Requests/min", "requests", MINUTE, "requests"),
          RateLimitHeaders.Window.dashed("Tokens/min", "tokens", MINUTE, "tokens"),
          RateLimitHeaders.Window.dashed("Project tokens/min", "tokens", MINUTE, "project-tokens"),
          RateLimitHeaders.Window.dashed(
              "Usage-based tokens/min", "tokens", MINUTE, "tokens_usage_based"));

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("gpt");
  }

  /// A missing scope comes as 401 or 403, its `error` as an object or a plain text.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var body = ErrorBody.of(answer);
    var scope =
        body.says("missing scopes")
            || body.says("insufficient permissions")
            || body.says("session key");
    return scope && (answer.status() == 401 || answer.status() == 403)
        ? Optional.of(Failure.Kind.FORBIDDEN)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of(
            "an admin key with api.usage.read is needed, or probe-model for an ordinary one")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var probe = access.findText("probe-model");
    if (probe.isPresent()) {
      var request = probe(access, probe.get());
      return Report.of(ChatProbe.read(api, request, probe.get(), WINDOWS, now));
    }
    return new OpenAiOrganization(access, api, now).read();
  }

  private static Request probe(Access access, String model) {
    var to =
        Request.post(access.uri("base-url", OpenAiReports.VERSION), "/chat/completions")
            .bearer(access.secret("key"));
    return ChatProbe.request(to, model, "max_completion_tokens");
  }
}
