package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What OpenAI tells of Codex in a ChatGPT plan, read from the account itself or through a proxy.
///
/// A window is what its length says, never what its slot is called: a weekly one may be the
/// primary. Percentages are the used share, from 0 to 100; times are seconds since 1970.
final class CodexQuota {

  static final String OWN_LIMIT = "member's limit";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long LONGEST = 400 * DAY;

  private CodexQuota() {}

  /// Adds the plan, the windows, the credits, the resets and a member's own limit that `usage`
  /// tells, and what `aside` adds to it.
  static void read(Json usage, Optional<CodexAside> aside, Parts parts, Instant now) {
    parts.read("plan", () -> plan(usage.at("plan_type").name())).ifPresent(parts::plan);
    var windows = parts.read("windows", () -> windows(usage, now));
    var credits = parts.read("credits", () -> credits(usage.at("credits")));
    var resets = parts.read("resets", () -> resets(usage.at("rate_limit_reset_credits")));
    var own = parts.read(OWN_LIMIT, () -> individual(usage));
    var more = aside.map(it -> it.read(usage, parts)).orElse(List.of());
    var told = List.of(windows, credits, resets, own, Optional.of(more));
    var readings = told.stream().flatMap(Optional::stream).<Reading>flatMap(List::stream).toList();
    if (readings.isEmpty() && told.stream().allMatch(Optional::isPresent)) {
      throw ApiException.of(Failure.Kind.NO_PLAN, "the plan has neither windows nor credits");
    }
    parts.add(readings);
  }

  static String plan(String type) {
    return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1).replace('_', ' ');
  }

  private static List<Quota> windows(Json usage, Instant now) {
    var main = usage.at("rate_limit");
    if (main.isMissing()) {
      throw main.mismatch("the rate limit or null");
    }
    var windows = new ArrayList<>(limit("", main, now));
    windows.addAll(limit("code review", usage.at("code_review_rate_limit"), now));
    for (var more : usage.at("additional_rate_limits").listOrEmpty()) {
      var name =
          more.at("limit_name").findName().orElseGet(() -> more.at("metered_feature").name());
      windows.addAll(limit(name, more.at("rate_limit"), now));
    }
    return Fullest.byName(windows);
  }

  private static List<Quota> limit(String prefix, Json limit, Instant now) {
    if (!limit.isPresent()) {
      return List.of();
    }
    var windows =
        Stream.of("primary_window", "secondary_window")
            .map(limit::at)
            .filter(Json::isPresent)
            .map(window -> window(prefix, window, now))
            .toList();
    var refused =
        limit.at("limit_reached").findFlag().orElse(false)
            || !limit.at("allowed").findFlag().orElse(true);
    return refused ? blocked(prefix, windows) : windows;
  }

  /// The flag is about all windows together; the fullest is the one that stops.
  private static List<Quota> blocked(String prefix, List<Quota> windows) {
    var fullest = windows.stream().reduce(Fullest::of);
    if (fullest.isEmpty()) {
      var name = prefix.isEmpty() ? "Codex" : prefix;
      return List.of(Quota.named(name, Quota.PERCENT).withBlocked());
    }
    return windows.stream()
        .map(window -> window.equals(fullest.get()) ? window.withBlocked() : window)
        .toList();
  }

  private static Quota window(String prefix, Json window, Instant now) {
    var seconds = window.at("limit_window_seconds").count();
    if (seconds == 0 || seconds > LONGEST) {
      throw window.at("limit_window_seconds").mismatch("the length of a window");
    }
    var name = (prefix + " " + length(seconds)).strip();
    var quota =
        Quota.percent(name, window.at("used_percent").amount())
            .withWindow(Duration.ofSeconds(seconds));
    return resetsAt(window, now).map(quota::withResetsAt).orElse(quota);
  }

  private static String length(long seconds) {
    var days = seconds / DAY;
    if (days >= 28 && days <= 31) {
      return "monthly";
    }
    if (seconds % DAY == 0) {
      return days == 7 ? "weekly" : days == 1 ? "daily" : days + "d";
    }
    return seconds % HOUR == 0 ? seconds / HOUR + "h" : Math.ceilDiv(seconds, 60) + "min";
  }

  private static Optional<Instant> resetsAt(Json window, Instant now) {
    return window
        .at("reset_at")
        .findEpochSeconds()
        .or(() ->
            window
                .at("reset_after_seconds")
                .findCount()
                .filter(seconds -> seconds <= LONGEST)
                .map(now::plusSeconds));
  }

  /// Without credits of its own an account has no balance, whatever number stands there.
  private static List<Balance> credits(Json credits) {
    if (!credits.isPresent()
        || !credits.at("has_credits").flag()
        || credits.at("unlimited").findFlag().orElse(false)) {
      return List.of();
    }
    var left = new Money(credits.at("balance").decimal(), Money.CREDITS);
    return List.of(new Balance("Credits", left, left.amount().signum() <= 0));
  }

  private static List<Balance> resets(Json credits) {
    return credits.isPresent() ? List.of(CodexAside.resets(credits)) : List.of();
  }

  private static List<Quota> individual(Json usage) {
    return ownLimit(usage).map(CodexQuota::individualLimit).map(List::of).orElse(List.of());
  }

  /// What one member of a workspace may spend; it has stood in three places so far.
  static Optional<Json> ownLimit(Json usage) {
    return Stream.of(usage, usage.at("rate_limit"), usage.at("spend_control"))
        .flatMap(place -> Stream.of(place.at("individual_limit"), place.at("individualLimit")))
        .filter(Json::isPresent)
        .findFirst();
  }

  private static Quota individualLimit(Json own) {
    var used = own.at("used").findAmount();
    var left =
        own.at("remaining_percent")
            .findDecimal()
            .or(() -> own.at("remainingPercent").findDecimal());
    if (used.isEmpty() && left.isEmpty()) {
      throw own.at("used").mismatch("a number");
    }
    var named = Quota.named(OWN_LIMIT, Money.CREDITS);
    var limited = own.at("limit").findAmount().map(named::withLimit).orElse(named);
    var quota =
        used.map(limited::withUsed)
            .orElseGet(() -> limited.withStatedPercent(HUNDRED.subtract(left.orElseThrow())));
    return own.at("reset_at")
        .findEpochSeconds()
        .or(() -> own.at("resetAt").findEpochSeconds())
        .map(quota::withResetsAt)
        .orElse(quota);
  }
}
