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

/// Mistral. An admin key, which Enterprise plans have, tells the month's spend, its limit, tokens
/// and configured rate limits; an ordinary key tells only the limits in the headers of a call.
///
/// Wire format: https://docs.mistral.ai/admin/admin-api
@AutoService(Provider.class)
public final class Mistral implements Provider {

  static final String WORKSPACE = "workspace";
  static final String ZONE = "api-zone";
  static final String EVERYWHERE = "all";

  private static final Profile PROFILE =
      new Profile(
          "mistral",
          "Mistral",
          "An admin key from backoffice.mistral.ai (Enterprise); with probe-models an ordinary key"
              + " from console.mistral.ai.",
          List.of(
              Option.secret("key", "the admin key, or with probe-models an ordinary one"),
              Option.text(
                  WORKSPACE,
                  "the id of a workspace, to read its tokens and cost alone; limits stay the"
                      + " organization's"),
              Option.choice(
                  ZONE,
                  List.of(EVERYWHERE, "global", "us", "eu"),
                  EVERYWHERE,
                  "the zone whose tokens and cost alone are read"),
              Option.url(
                  "admin-url",
                  "https://api.mistral.ai/v1/admin",
                  "where the admin API is, or https://console.mistral.ai/api/admin"),
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

  /// A model without machines to spare looks like a limit of the account's own.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 429 && ErrorBody.of(answer).has("3810")
        ? Optional.of(Failure.Kind.UNREACHABLE)
        : Optional.empty();
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
      parts.add("rate limits of " + model, () -> MistralProbe.read(access, api, model, now));
    }
    return parts.report();
  }
}
