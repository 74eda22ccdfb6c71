package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Factory's Droid. Tells the windows of each pool of models, and the balance for what is beyond;
/// of older accounts what each pool used of its allowance.
///
/// Wire format: undocumented; what https://app.factory.ai asks for its billing page.
@AutoService(Provider.class)
public final class Factory implements Provider {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(62).toSeconds());

  private static final Profile PROFILE =
      new Profile(
          "factory",
          "Factory",
          "An API key (fk-…) from app.factory.ai, Settings, API keys.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.factory.ai", "where the API is")),
          Set.of(Profile.Told.BALANCE, Profile.Told.WINDOWS, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, for older accounts two",
          false);

  private static final List<Window> WINDOWS =
      List.of(
          new Window("fiveHour", "5-hour", Optional.of(Duration.ofHours(5))),
          new Window("weekly", "Weekly", Optional.of(Duration.ofDays(7))),
          new Window("monthly", "Monthly", Optional.empty()));

  private record Window(String field, String title, Optional<Duration> length) {}

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.NO_PLAN
        ? Optional.of("only plans with limits or an allowance tell what is left")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var answer = api.send(request(access, "/api/billing/limits")).json();
    if (!answer.at("usesTokenRateLimitsBilling").findFlag().orElse(true)) {
      return legacy(access, api);
    }
    var limits = answer.at("limits");
    var parts = new Parts();
    parts.add("limits", () -> pool(limits.at("standard"), "", now));
    if (limits.isObject() && limits.at("core").isPresent()) {
      parts.add("limits of core models", () -> pool(limits.at("core"), "Core ", now));
    }
    if (answer.at("extraUsageBalanceCents").isPresent()) {
      parts.add("balance", () -> List.of(balance(answer)));
    }
    return parts.report();
  }

  /// Older accounts have an allowance of tokens for each pool of models and billing period.
  private Report legacy(Access access, Api api) {
    var request = request(access, "/api/organization/subscription/usage").query("useCache", "true");
    var usage = api.send(request).json().at("usage");
    if (!usage.isPresent()) {
      throw ApiException.of(
          Failure.Kind.NO_PLAN,
          "there is no plan to read; " + advice(Failure.Kind.NO_PLAN).orElseThrow());
    }
    var ends = usage.at("endDate").findEpochMillis();
    var quotas =
        Stream.of(allowance("Standard", usage), allowance("Premium", usage))
            .flatMap(Optional::stream)
            .map(quota -> ends.map(quota::withResetsAt).orElse(quota))
            .toList();
    if (quotas.isEmpty()) {
      throw usage.at("standard").mismatch("an allowance");
    }
    return Report.of(quotas);
  }

  /// The share is often a zero that means nothing, so the amounts win; without either an allowance
  /// is none.
  private static Optional<Quota> allowance(String title, Json usage) {
    var pool = usage.at(title.toLowerCase(Locale.ROOT));
    var named = Quota.named(title + " tokens", "tokens");
    var most = pool.at("totalAllowance").findAmount().filter(amount -> amount.signum() > 0);
    if (most.isPresent()) {
      return Optional.of(named.withLimit(most.get()).withUsed(pool.at("userTokens").amount()));
    }
    return pool.at("usedRatio")
        .findAmount()
        .filter(ratio -> ratio.signum() > 0)
        .map(ratio -> Quota.percent(title + " tokens", ratio.movePointRight(2)));
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path)
        .bearer(access.secret("key"))
        .header("x-factory-client", "web-app");
  }

  /// The windows of a pool; none where all are zero and none has begun, which is how the vendor
  /// says that there are no data.
  private static List<Quota> pool(Json pool, String prefix, Instant now) {
    var told = WINDOWS.stream().filter(window -> pool.at(window.field()).isPresent()).toList();
    if (told.isEmpty()) {
      throw pool.mismatch("windows");
    }
    var quotas =
        told.stream().map(window -> quota(window, pool.at(window.field()), prefix, now)).toList();
    var idle =
        quotas.stream()
            .allMatch(quota ->
                quota.resetsAt().isEmpty()
                    && quota.used().filter(used -> used.signum() == 0).isPresent());
    return idle ? List.of() : quotas;
  }

  private static Quota quota(Window window, Json told, String prefix, Instant now) {
    var quota = Quota.percent(prefix + window.title(), told.at("usedPercent").amount());
    var sized = window.length().map(quota::withWindow).orElse(quota);
    return told.at("windowEnd")
        .findInstant()
        .or(() ->
            told.at("secondsRemaining")
                .findAmount()
                .filter(seconds -> seconds.compareTo(LONGEST) < 0)
                .map(seconds -> now.plusSeconds(seconds.longValue())))
        .map(sized::withResetsAt)
        .orElse(sized);
  }

  /// What pays for usage beyond the limits, where it may.
  private static Balance balance(Json answer) {
    var left = Money.ofCents(answer.at("extraUsageBalanceCents").decimal(), "USD");
    return new Balance("Extra usage", left, false);
  }
}
