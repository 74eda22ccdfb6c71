package dev.headroom.config;

import dev.headroom.alert.Policy;
import dev.headroom.alert.QuietHours;
import dev.headroom.alert.Route;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `alerts` section.
final class AlertKeys {

  private static final Duration LONGEST = Duration.ofDays(30);

  static final Policy DEFAULT =
      new Policy(
          Duration.ofMinutes(15), Optional.of(Duration.ofHours(4)), true, List.of(), List.of());

  private static final Key<Duration> COOLDOWN =
      Key.of(
          "cooldown",
          Moments.duration(Duration.ZERO, LONGEST),
          "how long the same alert says nothing new after it spoke; 15m");
  private static final Key<Optional<Duration>> REMIND =
      Key.of(
          "remind-every",
          new Off<>(Moments.duration(Duration.ofMinutes(1), LONGEST)),
          "how often it repeats itself while it still fires, or off; 4h");
  private static final Key<Boolean> RESOLVED =
      Key.of("resolved", Values.flag(), "whether the end of an alert is said; true");

  private final Key<List<QuietHours>> quietHours;
  private final Key<List<Route>> routes;

  AlertKeys(Names names, ChannelKeys channels, ZoneId zone) {
    quietHours =
        Key.of(
            "quiet-hours",
            new ListOf<>(QuietKeys.shape(zone)),
            "recurring local hours in which notices wait");
    routes =
        Key.of(
            "routes",
            new ListOf<>(RouteKeys.shape(names, channels)),
            "where alerts go; the first match wins, no match means no message");
  }

  Shape<Policy> shape() {
    return Shape.of(this::bind, COOLDOWN, REMIND, RESOLVED, quietHours, routes);
  }

  private Optional<Policy> bind(Section section) {
    var found = section.get(routes, List.of());
    RouteKeys.reportUnreachable(found, section, section.items(routes));
    return Optional.of(
        new Policy(
            section.get(COOLDOWN, DEFAULT.cooldown()),
            section.get(REMIND, DEFAULT.remindEvery()),
            section.get(RESOLVED, DEFAULT.resolved()),
            section.get(quietHours, List.of()),
            found));
  }

  /// A value, or the word `off`.
  private record Off<T>(Form<T> form) implements Form<Optional<T>> {
    @Override
    public Optional<Optional<T>> read(Yaml yaml, Problems problems) {
      return yaml instanceof Yaml.Text text && text.value().equals("off")
          ? Optional.of(Optional.empty())
          : form.map(Optional::of).read(yaml, problems);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("anyOf", List.of(Map.of("const", "off"), form.schema()));
    }
  }
}
