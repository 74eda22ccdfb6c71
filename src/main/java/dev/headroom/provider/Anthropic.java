package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Anthropic's Claude API. An admin key tells costs, tokens and the configured limits of the
/// organization or one workspace; an inference key tells only the limits in the headers of a call.
///
/// Wire format: https://platform.claude.com/docs/en/manage-claude/usage-cost-api
@AutoService(Provider.class)
public final class Anthropic implements Provider {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Profile PROFILE =
      new Profile(
          "anthropic",
          "Anthropic",
          "An admin key (sk-ant-admin…) from platform.claude.com, Settings, Admin keys; with"
              + " probe-model or check-model an ordinary key.",
          List.of(
              Option.secret("key", "the admin key"),
              Option.url("base-url", "https://api.anthropic.com", "where the API is"),
              Option.number(
                  "monthly-limit", "the monthly spend cap in USD, which the API doesn't tell"),
              Option.text("workspace", "only this workspace: its id, wrkspc_…"),
              PrepaidCredit.amountOption(),
              PrepaidCredit.sinceOption(),
              Option.flag(
                  "claude-code", "also read what Claude Code has cost each user today, estimated"),
              Option.flag(
                  "member-limits",
                  "also read each member's spend limit (Claude Enterprise; the key needs"
                      + " read:spend_limits)"),
              Option.text(
                  "check-model",
                  "only check an ordinary key, by counting the tokens of a word with this model"),
              Option.text(
                      "probe-model",
                      "read the rate limits of an ordinary key by a 1-token call to this model, every"
                          + " 15 minutes at most")
                  .spending("a few tokens every 15 minutes")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  private static final List<RateLimitHeaders.Window> WINDOWS =
      List.of(
          window("Requests/min", "requests", "anthropic-ratelimit-requests"),
          window("Tokens/min", "tokens", "anthropic-ratelimit-tokens"),
          window("Input tokens/min", "tokens", "anthropic-ratelimit-input-tokens"),
          window("Output tokens/min", "tokens", "anthropic-ratelimit-output-tokens"),
          window("Priority input tokens/min", "tokens", "anthropic-priority-input-tokens"),
          window("Priority output tokens/min", "tokens", "anthropic-priority-output-tokens"),
          window("Fast input tokens/min", "tokens", "anthropic-fast-input-tokens"),
          window("Fast output tokens/min", "tokens", "anthropic-fast-output-tokens"));

  private static final List<Map<String, String>> WORD =
      List.of(Map.of("role", "user", "content", "hi"));

  private static RateLimitHeaders.Window window(String name, String unit, String prefix) {
    return RateLimitHeaders.Window.prefixed(name, unit, MINUTE, prefix);
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("claude");
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("an admin key is needed, or probe-model or check-model for an ordinary one")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var probe = access.findText("probe-model");
    if (probe.isPresent()) {
      var request = probe(access, probe.get());
      return Report.of(ChatProbe.read(api, request, probe.get(), WINDOWS, now));
    }
    var check = access.findText("check-model");
    if (check.isPresent()) {
      api.send(check(access, check.get())).json().at("input_tokens").count();
      return Report.of(List.of());
    }
    return new AnthropicOrganization(access, api, now).read();
  }

  private static Request probe(Access access, String model) {
    var body = Map.of("model", model, "max_tokens", 1, "messages", WORD);
    return request(access, Request.post(access.root("base-url"), "/v1/messages"))
        .json(Json.write(body))
        .asProbe()
        .keptFor(Probe.PAUSE);
  }

  /// It is free, and its limits are its own: the headers of its answer say nothing of messages.
  private static Request check(Access access, String model) {
    return request(access, Request.post(access.root("base-url"), "/v1/messages/count_tokens"))
        .json(Json.write(Map.of("model", model, "messages", WORD)));
  }

  /// A question about the organization of an admin key.
  static Request organization(Access access, String path) {
    return request(access, Request.get(access.root("base-url"), "/v1/organizations/" + path));
  }

  /// `request` with the key and the version that it is written for.
  private static Request request(Access access, Request request) {
    return request
        .header("anthropic-version", "2023-06-01")
        .credential("x-api-key", "", access.secret("key"));
  }
}
