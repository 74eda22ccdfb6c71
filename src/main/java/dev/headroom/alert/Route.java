package dev.headroom.alert;

import java.util.List;
import java.util.Optional;

/// Where a notice goes. The first route whose every given condition holds wins.
///
/// @param to channels as `platform:id`
public record Route(
    Optional<Severity> severity,
    Optional<String> provider,
    Optional<String> account,
    Optional<Kind> kind,
    List<String> to) {

  public Route {
    to = List.copyOf(to);
  }

  boolean matches(Severity found, Origin origin, Kind about) {
    return severity.map(found::equals).orElse(true)
        && kind.map(about::equals).orElse(true)
        && (provider.isEmpty() || provider.equals(origin.provider()))
        && (account.isEmpty() || account.equals(origin.account()));
  }
}
