package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// ElevenLabs. Tells the characters of the running period, the places for voices, and the plan.
///
/// Wire format: https://elevenlabs.io/docs/api-reference/user/subscription/get
@AutoService(Provider.class)
public final class ElevenLabs implements Provider {

  private static final Set<String> GOOD = Set.of("active", "trialing", "free");

  private static final Profile PROFILE =
      new Profile(
          "elevenlabs",
          "ElevenLabs",
          "An API key from elevenlabs.io, Developers, API keys, with the permission user_read.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.elevenlabs.io", "where the API is, without /v1")),
          Set.of(Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// A key without the permission, and one without characters left, are answered 401 too.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var body = ErrorBody.of(answer);
    if (body.has("missing_permissions")) {
      return Optional.of(Failure.Kind.FORBIDDEN);
    }
    return body.has("quota_exceeded") ? Optional.of(Failure.Kind.EXHAUSTED) : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("give the key the permission user_read")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var plan =
        api.send(
                Request.get(access.uri("base-url"), "/v1/user/subscription")
                    .credential("xi-api-key", "", access.secret("key")))
            .json();
    var quotas = new ArrayList<Quota>();
    quotas.add(characters(plan));
    places(plan, "Voices", "voice_slots_used", "voice_limit").ifPresent(quotas::add);
    places(plan, "Professional voices", "professional_voice_slots_used", "professional_voice_limit")
        .ifPresent(quotas::add);
    return Report.of(quotas).withPlan(name(plan));
  }

  private static Quota characters(Json plan) {
    var quota =
        Quota.named("Characters", "characters")
            .withUsed(plan.at("character_count").amount())
            .withLimit(plan.at("character_limit").amount());
    var dated =
        plan.at("next_character_count_reset_unix")
            .findEpochSeconds()
            .map(quota::withResetsAt)
            .orElse(quota);
    return beyond(plan).map(dated::withNote).orElse(dated);
  }

  /// The extension is a number, or the word `unlimited`.
  private static Optional<String> beyond(Json plan) {
    var extension = plan.at("max_credit_limit_extension");
    if (extension.isText() && extension.text().equals("unlimited")) {
      return Optional.of("beyond the limit at extra cost");
    }
    return extension
        .findAmount()
        .filter(more -> more.signum() > 0)
        .map(more -> "up to %s more at extra cost".formatted(more.toPlainString()));
  }

  /// Nothing where the plan has no such places.
  private static Optional<Quota> places(Json plan, String name, String used, String limit) {
    return plan.at(limit)
        .findAmount()
        .filter(most -> most.signum() > 0)
        .flatMap(most ->
            plan.at(used)
                .findAmount()
                .map(taken -> Quota.named(name, "voices").withLimit(most).withUsed(taken)));
  }

  private static String name(Json plan) {
    var tier = plan.at("tier").name();
    return plan.at("status")
        .findName()
        .filter(status -> !GOOD.contains(status))
        .map(status -> tier + " (" + status.replace('_', ' ') + ")")
        .orElse(tier);
  }
}
