package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Anthropic tells of a Claude subscription, read from the account itself or through a proxy.
///
/// Percentages are the used share, from 0 to 100. Newer answers tell the windows in `limits`, older
/// ones in a field for each.
final class ClaudeQuota {

  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String WEEKLY = "weekly";
  private static final String OF_A_WEEK = "seven_day_";
  private static final int USUAL_DECIMALS = 2;
  private static final int MOST_DECIMALS = 12;
  private static final Pattern MULTIPLIER = Pattern.compile("_(\\d+x)$");

  private ClaudeQuota() {}

  /// Adds the windows and the extra usage that `usage` tells.
  static void read(Json usage, Parts parts) {
    var windows = parts.read("windows", () -> windows(usage));
    var extra = parts.read("extra usage", () -> extra(usage.at("extra_usage")));
    windows.ifPresent(parts::add);
    extra.flatMap(quota -> quota).ifPresent(parts::add);
    if (windows.filter(List::isEmpty).isPresent() && extra.filter(Optional::isEmpty).isPresent()) {
      throw ApiException.of(Failure.Kind.NO_PLAN, "the account has no subscription windows");
    }
  }

  /// `Max 5x`, from the profile.
  static String plan(Json profile) {
    var organization = profile.at("organization");
    var type = organization.at("organization_type").name();
    var word = type.replaceFirst("^claude_", "").replace('_', ' ');
    var name = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return organization
        .at("rate_limit_tier")
        .findName()
        .map(MULTIPLIER::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> name + " " + matcher.group(1))
        .orElse(name);
  }

  private static List<Quota> windows(Json usage) {
    var limits = usage.at("limits").listOrEmpty();
    return Fullest.byName(
        limits.isEmpty() ? flat(usage) : limits.stream().map(ClaudeQuota::limit).toList());
  }

  private static Quota limit(Json limit) {
    var kind = limit.at("kind").name();
    return switch (kind) {
      case "session" -> window("5h", FIVE_HOURS, limit, "percent");
      case "weekly_all" -> window(WEEKLY, WEEK, limit, "percent");
      case "weekly_scoped" -> scoped(limit);
      default -> window(kind.replace('_', ' '), Optional.empty(), limit, "percent");
    };
  }

  /// A limit of one model, or of one place where Claude is used.
  private static Quota scoped(Json limit) {
    var scope = limit.at("scope");
    var model = scope.at("model").at("display_name").findName();
    var surface = scope.at("surface");
    var name =
        model
            .or(() -> surface.isText() ? surface.findName() : Optional.empty())
            .orElseThrow(() -> scope.mismatch("a model or a surface with a name"));
    var quota = window(WEEKLY + " " + name, WEEK, limit, "percent");
    return model.map(List::of).map(quota::withMembers).orElse(quota);
  }

  private static List<Quota> flat(Json usage) {
    if (usage.at("five_hour").isMissing() && usage.at("seven_day").isMissing()) {
      throw usage.at("five_hour").mismatch("a window or null");
    }
    var windows = new ArrayList<Quota>();
    usage
        .fields()
        .forEach((key, value) -> {
          if (key.equals("five_hour") && value.isPresent()) {
            windows.add(window("5h", FIVE_HOURS, value, "utilization"));
          } else if (key.equals("seven_day") && value.isPresent()) {
            windows.add(window(WEEKLY, WEEK, value, "utilization"));
          } else if (key.startsWith(OF_A_WEEK) && value.isObject()) {
            windows.add(window(weekly(key), WEEK, value, "utilization"));
          }
        });
    return windows;
  }

  private static String weekly(String key) {
    var word = key.substring(OF_A_WEEK.length()).replace('_', ' ').strip();
    return word.isEmpty()
        ? WEEKLY
        : WEEKLY + " " + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static Quota window(String name, Duration length, Json from, String percent) {
    return window(name, Optional.of(length), from, percent);
  }

  private static Quota window(String name, Optional<Duration> length, Json from, String percent) {
    var ends = from.at("resets_at").findInstant();
    var quota = Quota.percent(name, used(from.at(percent), ends.isPresent()));
    var timed = length.map(quota::withWindow).orElse(quota);
    return ends.map(timed::withResetsAt).orElse(timed);
  }

  /// A null beside no reset says that the window has not begun; what is missing says nothing.
  private static BigDecimal used(Json percent, boolean runs) {
    return !percent.isPresent() && !percent.isMissing() && !runs
        ? BigDecimal.ZERO
        : percent.amount();
  }

  /// Amounts are in minor units; no limit means that there is none.
  private static Optional<Quota> extra(Json extra) {
    if (!extra.at("is_enabled").findFlag().orElse(false)) {
      return Optional.empty();
    }
    var decimals = extra.at("decimal_places");
    var digits = decimals.findCount().map(Long::intValue).orElse(USUAL_DECIMALS);
    if (digits < 0 || digits > MOST_DECIMALS) {
      throw decimals.mismatch("a small number of digits");
    }
    var currency = extra.at("currency").findName().orElse("USD");
    var used = extra.at("used_credits").amount().movePointLeft(digits);
    var quota = Quota.named("extra usage", currency).withUsed(used);
    var capped =
        extra
            .at("monthly_limit")
            .findAmount()
            .map(limit -> quota.withLimit(limit.movePointLeft(digits)))
            .orElse(quota);
    return Optional.of(
        extra.at("spend_limit_reached").findFlag().orElse(false) ? capped.withBlocked() : capped);
  }
}
