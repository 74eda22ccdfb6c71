package dev.headroom.alert;

import java.time.Duration;
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
}
