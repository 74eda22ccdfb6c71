package dev.headroom;

import java.util.Optional;

/// Which Headroom this is.
final class Version {

  private Version() {}

  /// As the jar's manifest says; `dev` where there is no jar.
  static String ofThis() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }
}
