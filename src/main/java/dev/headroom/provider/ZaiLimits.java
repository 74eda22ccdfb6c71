package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The limits of z.ai's plans. There `usage` is the limit and `currentValue` what was used of it;
/// `percentage` is a used share without decimals, which counts only where nothing else is told.
final class ZaiLimits {

  private ZaiLimits() {}

  /// The quotas of a list of limits, which must not be empty.
  ///
  /// @throws ApiException unreadable, when one of them tells neither amounts nor a share
  static List<Quota> read(Json limits) {
    if (limits.list().isEmpty()) {
      throw limits.mismatch("limits");
    }
    var names = new HashSet<String>();
    return limits.list().stream().map(limit -> quota(limit, names)).toList();
  }

  private static Quota quota(Json limit, Set<String> names) {
    var type = limit.at("type").name();
    var unit = unit(type);
    var window = Window.of(limit);
    var name = unique(name(type, unit, window), names);
    var quota = amounts(limit, name, unit).withMembers(members(limit));
    var sized = window.length().map(quota::withWindow).orElse(quota);
    return limit.at("nextResetTime").findEpochMillis().map(sized::withResetsAt).orElse(sized);
  }

  /// How long a limit counts: months are named but have no length.
  private record Window(Optional<String> word, Optional<Duration> length) {

    static Window of(Json limit) {
      var number = limit.at("number").findCount().filter(count -> count > 0 && count < 1000);
      var unit = limit.at("unit").findCount();
      if (number.isEmpty() || unit.isEmpty()) {
        return new Window(Optional.empty(), Optional.empty());
      }
      var count = number.get();
      return switch (unit.get().toString()) {
        case "3" -> named(count + "-hour", Duration.ofHours(count));
        case "4" -> named(count == 1 ? "Daily" : count + "-day", Duration.ofDays(count));
        case "6" -> named(count == 1 ? "Weekly" : count + "-week", Duration.ofDays(7 * count));
        case "5" ->
            new Window(Optional.of(count == 1 ? "Monthly" : count + "-month"), Optional.empty());
        default -> new Window(Optional.empty(), Optional.empty());
      };
    }

    private static Window named(String word, Duration length) {
      return new Window(Optional.of(word), Optional.of(length));
    }
  }

  private static String unit(String type) {
    return switch (type) {
      case "TOKENS_LIMIT" -> "tokens";
      case "CREDIT_LIMIT" -> "credits";
      case "TIME_LIMIT" -> "calls";
      default -> "units";
    };
  }

  private static String name(String type, String unit, Window window) {
    var what =
        switch (unit) {
          case "calls" -> "tool calls";
          case "units" -> type.toLowerCase(Locale.ROOT).replace('_', ' ');
          default -> unit;
        };
    var name = window.word().map(word -> word + " " + what).orElse(what);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String unique(String name, Set<String> names) {
    var candidate = name;
    for (var i = 2; !names.add(candidate); i++) {
      candidate = name + " " + i;
    }
    return candidate;
  }

  /// The tools that share the calls.
  private static List<String> members(Json limit) {
    return limit.at("usageDetails").listOrEmpty().stream()
        .flatMap(detail -> detail.at("modelCode").findName().stream())
        .distinct()
        .toList();
  }

  /// An allowance of zero is none that could be used up.
  private static Quota amounts(Json limit, String name, String unit) {
    var most = limit.at("usage").findAmount().filter(amount -> amount.signum() > 0);
    var used = limit.at("currentValue").findAmount();
    var left = limit.at("remaining").findDecimal();
    if (most.isPresent() && (used.isPresent() || left.isPresent())) {
      var spent = used.orElseGet(() -> most.get().subtract(left.orElseThrow()));
      return Quota.named(name, unit).withLimit(most.get()).withUsed(spent);
    }
    return Quota.percent(name, limit.at("percentage").amount());
  }
}
