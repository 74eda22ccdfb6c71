package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Mistral. An admin key, which Enterprise plans have, tells the month's spend, its limit, tokens
/// and configured rate limits; an ordinary key tells only the limits in the headers of a call.
///
/// Wire format: https://docs.mistral.ai/admin/admin-api
@AutoService(Provider.class)
public final class Mistral implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "mistral",
          "Mistral",
          "An admin key from backoffice.mistral.ai (Enterprise); with probe-models an ordinary key"
              + " from console.mistral.ai.",
          List.of(
              Option.secret("key", "the admin key, or with probe-models an ordinary one"),
              Option.url("admin-url", "https://api.mistral.ai/v1/admin", "where the admin API is"),
              Option.url("base-url", "https://api.mistral.ai/v1", "where models are called"),
              ChatProbe.option()),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(10),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("mistral");
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH, FORBIDDEN ->
          Optional.of("an admin key is needed, or probe-models for an ordinary one");
      case EXHAUSTED -> Optional.of("see Billing at console.mistral.ai");
      case NO_PLAN, RATE_LIMITED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var models = access.list(ChatProbe.OPTION);
    if (models.isEmpty()) {
      return new MistralAdmin(access, api, now).read();
    }
    var parts = new Parts();
    for (var model : models) {
      parts.add("rate limits of " + model, () -> probe(access, api, model, now));
    }
    return parts.report();
  }

  private static List<Quota> probe(Access access, Api api, String model, Instant now) {
    var to = Request.post(access.uri("base-url"), "/chat/completions").bearer(access.secret("key"));
    var quotas =
        ChatProbe.read(api, ChatProbe.request(to, model, "max_tokens"), model, windows(model), now);
    var seen = new HashSet<String>();
    return quotas.stream().filter(quota -> seen.add(quota.name())).toList();
  }

  /// No header is documented. Two families are seen, of which an answer has one; only the older one
  /// tells a reset.
  private static List<Window> windows(String model) {
    var minute = Optional.of(Duration.ofMinutes(1));
    var windows = new ArrayList<Window>();
    windows.add(spanned(model, "requests", "s", Optional.of(Duration.ofSeconds(1)), "req-second"));
    windows.add(spanned(model, "requests", "min", minute, "req-minute"));
    windows.add(spanned(model, "tokens", "min", minute, "tokens-minute"));
    windows.add(spanned(model, "tokens", "month", Optional.empty(), "tokens-month"));
    windows.add(
        new Window(
            model + ": tokens/min",
            "tokens",
            minute,
            "ratelimitbysize-limit",
            "ratelimitbysize-remaining",
            "ratelimitbysize-reset"));
    windows.add(
        new Window(
            model + ": tokens/month",
            "tokens",
            Optional.empty(),
            "x-ratelimitbysize-limit-month",
            "x-ratelimitbysize-remaining-month",
            "x-ratelimitbysize-reset-month"));
    return windows;
  }

  private static Window spanned(
      String model, String unit, String span, Optional<Duration> length, String what) {
    return new Window(
        "%s: %s/%s".formatted(model, unit, span),
        unit,
        length,
        "x-ratelimit-limit-" + what,
        "x-ratelimit-remaining-" + what,
        "x-ratelimit-reset-" + what);
  }
}
