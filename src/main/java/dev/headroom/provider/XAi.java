package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// xAI, the vendor of Grok. A management key tells the prepaid credit, the month's spend and its
/// limit; an inference key tells whether it is blocked and, by a call, a model's limits.
///
/// Wire format: https://docs.x.ai/developers/rest-api-reference/management/billing
@AutoService(Provider.class)
public final class XAi implements Provider {

  private static final String INFERENCE = "inference";

  private static final Profile PROFILE =
      new Profile(
          "xai",
          "xAI (Grok)",
          "A management key from console.x.ai, Settings, Management Keys, with read access to"
              + " billing; with key-kind inference an API key.",
          List.of(
              Option.secret("key", "the management key, or with key-kind inference an API key"),
              Option.choice(
                  "key-kind", List.of("management", INFERENCE), "management", "which key it is"),
              Option.text("team", "the team's id; found out when left away"),
              Option.url("base-url", "https://management-api.x.ai", "where the management API is"),
              Option.url("inference-url", "https://api.x.ai/v1", "where models are called"),
              ChatProbe.option()),
          Set.of(
              Profile.Told.COST,
              Profile.Told.BALANCE,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("grok");
  }

  /// A bad key is a 400 here, and spent credit looks like a pause or a missing permission.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var body = ErrorBody.of(answer);
    if (answer.status() == 400 && body.says("api key")) {
      return Optional.of(Failure.Kind.AUTH);
    }
    var refused = answer.status() == 403 || answer.status() == 429;
    return refused
            && (body.says("used all available credits") || body.says("doesn't have any credits"))
        ? Optional.of(Failure.Kind.EXHAUSTED)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH ->
          Optional.of("a management key is needed, or key-kind: inference for an ordinary one");
      case FORBIDDEN -> Optional.of("give the key read access to billing at console.x.ai");
      case EXHAUSTED -> Optional.of("buy credits or raise the limit at console.x.ai");
      case NO_PLAN, RATE_LIMITED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    return access.text("key-kind").equals(INFERENCE)
        ? inference(access, api, now)
        : new XAiBilling(access, api, now).read();
  }

  private static Report inference(Access access, Api api, Instant now) {
    var parts = new Parts();
    var url = access.uri("inference-url", "v1");
    var key = api.send(Request.get(url, "/api-key").bearer(access.secret("key"))).json();
    check(key);
    parts.read("key", () -> key);
    for (var model : access.list(ChatProbe.OPTION)) {
      parts.add("rate limits of " + model, () -> probe(access, api, model, now));
    }
    return parts.report();
  }

  private static void check(Json key) {
    if (key.at("api_key_disabled").flag() || key.at("api_key_blocked").flag()) {
      throw ApiException.of(
          Failure.Kind.AUTH, "the key is blocked or disabled; see API Keys at console.x.ai");
    }
    if (key.at("team_blocked").flag()) {
      throw ApiException.of(
          Failure.Kind.FORBIDDEN, "the team is blocked; see Billing at console.x.ai");
    }
  }

  /// The headers are not documented: over which time they count is not known, nor their reset.
  private static List<Quota> probe(Access access, Api api, String model, Instant now) {
    var to =
        Request.post(access.uri("inference-url", "v1"), "/chat/completions")
            .bearer(access.secret("key"));
    return ChatProbe.read(
        api,
        ChatProbe.request(to, model, "max_completion_tokens"),
        model,
        List.of(window(model, "requests"), window(model, "tokens")),
        now);
  }

  private static Window window(String model, String what) {
    return new Window(
        model + ": " + what,
        what,
        Optional.empty(),
        "x-ratelimit-limit-" + what,
        "x-ratelimit-remaining-" + what,
        "x-ratelimit-reset-" + what);
  }
}
