package dev.headroom.config;

import dev.headroom.alert.Kind;
import dev.headroom.alert.Route;
import dev.headroom.alert.Severity;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An item of `alerts.routes`.
final class RouteKeys {

  private static final Key<Severity> SEVERITY =
      Key.of("severity", Values.word(Severity.class), "info, warning or critical");
  private static final Key<Kind> KIND =
      Key.of("kind", Values.word(Kind.class), "quota, budget, or account for one in trouble");

  private final Names names;
  private final Key<String> provider;
  private final Key<String> account;
  private final Key<Route> when;
  private final Key<List<String>> to;

  private RouteKeys(Names names, ChannelKeys channels) {
    this.names = names;
    provider =
        Key.of(
            "provider",
            Values.name("a provider that an account uses", names.providers()),
            "only alerts of accounts of this provider");
    var ids = new TreeMap<String, String>();
    names.accounts().keySet().forEach(id -> ids.put(id, id));
    account =
        Key.of("account", Values.name("the id of an account", ids), "only alerts of this account");
    when =
        Key.of(
            "when",
            Shape.of(this::conditions, SEVERITY, provider, account, KIND),
            "what an alert must be; default: any");
    to =
        Key.required(
            "to", new ListOf<>(channels.reference(), 1), "the channels, by name or as slack:C…");
  }

  static Shape<Route> shape(Names names, ChannelKeys channels) {
    var keys = new RouteKeys(names, channels);
    return Shape.of(keys::bind, keys.when, keys.to);
  }

  private Optional<Route> bind(Section section) {
    var conditions = section.find(when);
    var broken = conditions.isEmpty() && section.has(when);
    var channels = section.require(to);
    if (channels.isEmpty() || broken) {
      return Optional.empty();
    }
    var route = conditions.orElseGet(RouteKeys::any);
    return Optional.of(
        new Route(
            route.severity(), route.provider(), route.account(), route.kind(), channels.get()));
  }

  private static Route any() {
    return new Route(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  private Optional<Route> conditions(Section section) {
    var route =
        new Route(
            section.find(SEVERITY),
            section.find(provider),
            section.find(account),
            section.find(KIND),
            List.of());
    var other =
        route
            .account()
            .map(names.accounts()::get)
            .filter(type -> route.provider().filter(wanted -> !wanted.equals(type)).isPresent());
    other.ifPresent(type ->
        section.problem(
            provider, "must be the provider of that account, which is %s".formatted(type)));
    return Optional.of(route);
  }

  /// Reports routes that an earlier one keeps every alert from.
  static void reportUnreachable(List<Route> routes, Section section, List<Yaml> items) {
    if (routes.size() != items.size()) {
      return;
    }
    for (var later = 1; later < routes.size(); later++) {
      for (var earlier = 0; earlier < later; earlier++) {
        if (takesAll(routes.get(earlier), routes.get(later))) {
          section.problem(
              items.get(later),
              "can never be reached: alerts.routes[%d] takes all it could match; put it first"
                  .formatted(earlier));
          break;
        }
      }
    }
  }

  private static boolean takesAll(Route earlier, Route later) {
    return covers(earlier.severity(), later.severity())
        && covers(earlier.provider(), later.provider())
        && covers(earlier.account(), later.account())
        && covers(earlier.kind(), later.kind());
  }

  private static boolean covers(Optional<?> earlier, Optional<?> later) {
    return earlier.isEmpty() || earlier.equals(later);
  }
}
