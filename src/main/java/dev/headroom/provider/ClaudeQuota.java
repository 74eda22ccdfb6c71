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
  private static final Pattern MULTIPLIER = Pattern.compile("_(\\d+x)$");

  private ClaudeQuota() {}

  /// Adds the windows and the extra usage that `usage` tells.
  static void read(Json usage, Parts parts) {
    var windows = parts.read("windows", () -> windows(usage));
    var extra = parts.read("extra usage", () -> ClaudeExtra.read(usage));
    windows.ifPresent(parts::add);
    extra.ifPresent(parts::add);
    if (windows.filter(List::isEmpty).isPresent() && extra.filter(List::isEmpty).isPresent()) {
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
    var model = named(scope.at("model"));
    var name =
        model
            .or(() -> named(scope.at("surface")))
            .orElseThrow(() -> scope.mismatch("a model or a surface with a name"));
    var quota = window(WEEKLY + " " + name, WEEK, limit, "percent");
    return model.map(List::of).map(quota::withMembers).orElse(quota);
  }

  private static Optional<String> named(Json part) {
    return part.isText()
        ? part.findName()
        : part.at("display_name").findName().or(() -> part.at("id").findName());
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
          } else if (value.isObject()) {
            unnamed(key, value).ifPresent(windows::add);
          }
        });
    return windows;
  }

  /// Code names come and go: one counts where it looks like a window that has begun.
  private static Optional<Quota> unnamed(String key, Json value) {
    try {
      return value.at("utilization").isPresent() && value.at("resets_at").isPresent()
          ? Optional.of(
              window(key.replace('_', ' ').strip(), Optional.empty(), value, "utilization"))
          : Optional.empty();
    } catch (ApiException e) {
      return Optional.empty();
    }
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
}
