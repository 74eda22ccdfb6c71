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
}
