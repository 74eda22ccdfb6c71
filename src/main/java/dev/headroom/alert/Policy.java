package dev.headroom.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How alerts speak: the `alerts` section of the config file.
///
/// @param cooldown how long an alert says nothing new after it spoke
/// @param remindEvery how often a firing alert repeats itself; empty: never
/// @param resolved whether an alert's end is said
public record Policy(
    Duration cooldown,
    Optional<Duration> remindEvery,
    boolean resolved,
    List<QuietHours> quietHours,
    List<Route> routes) {

  public Policy {
    quietHours = List.copyOf(quietHours);
    routes = List.copyOf(routes);
  }

  /// Where a notice goes: to the first route that matches, or nowhere.
  public List<String> channels(Severity severity, Origin origin, Kind kind) {
    return routes.stream()
        .filter(route -> route.matches(severity, origin, kind))
        .findFirst()
        .map(Route::to)
        .orElse(List.of());
  }

  /// When notices of this severity may be spoken again; empty when they may now.
  public Optional<Instant> quietUntil(Severity severity, Instant now) {
    return quietHours.stream()
        .filter(hours -> !hours.except().contains(severity))
        .flatMap(hours -> hours.until(now).stream())
        .max(Comparator.naturalOrder());
  }
}
