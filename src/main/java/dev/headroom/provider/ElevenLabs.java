package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// ElevenLabs. Tells the characters of the running period and of today, what was charged beyond the
/// plan, the places for voices, and the plan.
///
/// Wire format: https://elevenlabs.io/docs/api-reference/user/subscription/get
@AutoService(Provider.class)
public final class ElevenLabs implements Provider {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<String> GOOD = Set.of("active", "trialing", "free");

  private static final Profile PROFILE =
      new Profile(
          "elevenlabs",
          "ElevenLabs",
          "An API key from elevenlabs.io, Developers, API keys, with the permission user_read.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.elevenlabs.io", "where the API is")),
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
    var plan = send(access, api, "/v1/user/subscription", request -> request);
    var parts = new Parts();
    parts.plan(name(plan));
    parts.add("characters", () -> List.of(characters(plan)));
    parts.add("overage", () -> overage(plan));
    parts.add("voices", () -> voices(plan));
    parts.addIfAvailable("characters today", () -> today(access, api, now));
    return parts.report();
  }

  private static Json send(Access access, Api api, String path, UnaryOperator<Request> more) {
    var request =
        Request.get(access.root("base-url"), path)
            .credential("xi-api-key", "", access.secret("key"));
    return api.send(more.apply(request)).json();
  }

  private static List<Quota> voices(Json plan) {
    return Stream.of(
            places(plan, "Voices", "voice_slots_used", "voice_limit"),
            places(
                plan,
                "Professional voices",
                "professional_voice_slots_used",
                "professional_voice_limit"))
        .flatMap(Optional::stream)
        .toList();
  }

  /// What the period has cost beyond the plan, in whole units of the currency.
  private static List<Quota> overage(Json plan) {
    var overage = plan.at("current_overage");
    return overage
        .at("amount")
        .findAmount()
        .filter(amount -> amount.signum() > 0)
        .map(amount ->
            Quota.named("Overage", new Money(amount, overage.at("currency").name()).currency())
                .withUsed(amount))
        .map(quota -> reset(plan, quota))
        .stream()
        .toList();
  }

  /// Its times are milliseconds, unlike the plan's. The end is the day's last second, so that the
  /// question stays the same all day and an earlier answer will do for a while.
  private static List<Quota> today(Access access, Api api, Instant now) {
    var day = Period.utcDay(now);
    var begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    var answer =
        send(
            access,
            api,
            "/v1/usage/character-stats",
            request ->
                request
                    .query("start_unix", begin.toEpochMilli())
                    .query("end_unix", begin.plus(DAY).minusSeconds(1).toEpochMilli())
                    .keptFor(Duration.ofMinutes(15)));
    var times = answer.at("time").list();
    var counts = answer.at("usage").at("All").list();
    if (times.size() != counts.size()) {
      throw answer.at("usage").at("All").mismatch("as many counts as times");
    }
    return IntStream.range(0, times.size())
        .filter(i -> times.get(i).findEpochMillis().map(Period::utcDay).equals(Optional.of(day)))
        .mapToObj(i -> counts.get(i).amount())
        .reduce(BigDecimal::add)
        .map(sum -> Today.count("Characters today", "characters", sum, now))
        .stream()
        .toList();
  }

  private static Quota characters(Json plan) {
    var quota =
        Quota.named("Characters", "characters")
            .withUsed(plan.at("character_count").amount())
            .withLimit(plan.at("character_limit").amount());
    var dated = reset(plan, quota);
    return beyond(plan).map(dated::withNote).orElse(dated);
  }

  private static Quota reset(Json plan, Quota quota) {
    return plan.at("next_character_count_reset_unix")
        .findEpochSeconds()
        .map(quota::withResetsAt)
        .orElse(quota);
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
