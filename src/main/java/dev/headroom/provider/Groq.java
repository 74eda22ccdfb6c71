package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Groq. There is nothing to ask for usage or money: a key can be checked, and the headers of a
/// call tell what is left of a model's requests per day and tokens per minute.
///
/// Limits are the organization's, for each model by itself. Wire format:
/// https://console.groq.com/docs/rate-limits
@AutoService(Provider.class)
public final class Groq implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "groq",
          "Groq",
          "An API key from console.groq.com/keys.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.groq.com/openai/v1", "where the API is"),
              ChatProbe.option()),
          Set.of(Profile.Told.RATE_LIMITS, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  /// How a 429 tells the one limit that was hit, also those that no header tells.
  private static final Pattern HIT =
      Pattern.compile(
          "on (requests|tokens|audio seconds) per (second|minute|hour|day) \\(\\w+\\): "
              + "Limit (\\d{1,18}), Used (\\d{1,18}), Requested");

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// 498 is Groq's own: no capacity for the flex tier.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 498 ? Optional.of(Failure.Kind.UNREACHABLE) : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.AUTH
        ? Optional.of("make a new key at console.groq.com/keys")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    var models = access.list(ChatProbe.OPTION);
    if (models.isEmpty()) {
      parts.read("models", () -> api.send(get(access, "/models")).json().at("data").list());
    }
    for (var model : models) {
      parts.add("rate limits of " + model, () -> probe(access, api, model, now));
    }
    return parts.report();
  }

  private static List<Quota> probe(Access access, Api api, String model, Instant now) {
    var post =
        Request.post(access.uri("base-url", "v1"), "/chat/completions")
            .bearer(access.secret("key"));
    var request = ChatProbe.request(post, model, "max_completion_tokens");
    return ChatProbe.of(
        model, Probe.read(api, request, windows(model), now, refusal -> hit(refusal, model)));
  }

  /// The header that counts requests is of the day, the one that counts tokens of the minute.
  private static List<Window> windows(String model) {
    return List.of(
        Window.dashed(model + ": requests/day", "requests", Duration.ofDays(1), "requests"),
        Window.dashed(model + ": tokens/min", "tokens", Duration.ofMinutes(1), "tokens"));
  }

  /// The limit that refused even a call of one token. When it is whole again, the answer doesn't
  /// say: its pause is only until such a call would fit.
  private static List<Quota> hit(Answer refusal, String model) {
    var words = HIT.matcher(ErrorBody.of(refusal).message().orElse(""));
    if (!words.find()) {
      return List.of();
    }
    var name = "%s: %s/%s".formatted(model, words.group(1), shortly(words.group(2)));
    return List.of(
        Quota.named(name, words.group(1))
            .withLimit(new BigDecimal(words.group(3)))
            .withUsed(new BigDecimal(words.group(4)))
            .withWindow(length(words.group(2)))
            .withBlocked());
  }

  private static String shortly(String span) {
    return span.equals("minute") ? "min" : span;
  }

  private static Duration length(String span) {
    return switch (span) {
      case "second" -> Duration.ofSeconds(1);
      case "minute" -> Duration.ofMinutes(1);
      case "hour" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  private static Request get(Access access, String path) {
    return Request.get(access.uri("base-url", "v1"), path).bearer(access.secret("key"));
  }
}
