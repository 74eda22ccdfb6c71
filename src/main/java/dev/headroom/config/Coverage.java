package dev.headroom.config;

import dev.headroom.alert.Kind;
import dev.headroom.alert.Route;
import dev.headroom.alert.Severity;
import dev.headroom.usage.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a config file without problems still leaves out.
public final class Coverage {

  private Coverage() {}

  /// Sentences about what will never be said or read.
  public static List<String> warnings(Config config) {
    var warnings = new ArrayList<String>();
    if (config.accounts().isEmpty()) {
      warnings.add("there is no account, so there is nothing to read");
    }
    if (config.alerts().routes().isEmpty()) {
      warnings.add("alerts.routes is empty, so no alert is ever sent");
      return warnings;
    }
    for (var setup : config.accounts()) {
      for (var severity : List.of(Severity.WARNING, Severity.CRITICAL)) {
        unrouted(config.alerts().routes(), setup.account(), severity).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private static Optional<String> unrouted(List<Route> routes, Account account, Severity severity) {
    var kinds =
        Arrays.stream(Kind.values())
            .filter(
                kind -> routes.stream().noneMatch(route -> takes(route, account, severity, kind)))
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no route takes %s alerts of %s about: %s"
                .formatted(severity.name().toLowerCase(Locale.ROOT), account.id(), kinds));
  }

  private static boolean takes(Route route, Account account, Severity severity, Kind kind) {
    return route.severity().map(severity::equals).orElse(true)
        && route.provider().map(account.provider()::equals).orElse(true)
        && route.account().map(account.id()::equals).orElse(true)
        && route.kind().map(kind::equals).orElse(true);
  }
}
