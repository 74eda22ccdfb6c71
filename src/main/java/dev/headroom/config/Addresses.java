package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.config.Scalar.Parsed;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// The form of an address to which a credential is sent.
///
/// Plain http would show the credential to everyone on the way, so only hosts that are clearly near
/// may have it.
final class Addresses {

  private static final String PATTERN = "https?://[^\\s?#@]+";

  private Addresses() {}

  static Scalar<URI> url() {
    return Scalar.of(Schema.matching(PATTERN), Addresses::parse);
  }

  private static Parsed<URI> parse(String text) {
    if (!text.matches(PATTERN)) {
      return new Misfit<>(
          "be an address like https://api.example.com/v1, without user, query or fragment");
    }
    try {
      var uri = new URI(text).parseServerAuthority();
      if (uri.getHost() == null || uri.getPort() > 65_535) {
        return new Misfit<>("name a host");
      }
      return uri.getScheme().equals("https") || isNear(uri.getHost())
          ? new Fits<>(uri)
          : new Misfit<>("begin with https:// unless its host is local or private");
    } catch (URISyntaxException _) {
      return new Misfit<>("be an address like https://api.example.com/v1");
    }
  }

  /// Loopback, private networks, and names that only a local resolver knows.
  private static boolean isNear(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    if (name.matches("[0-9.]+") || name.startsWith("[")) {
      return isNearLiteral(name);
    }
    return !name.contains(".") || name.matches(".*\\.(localhost|local|internal|lan|home\\.arpa)");
  }

  private static boolean isNearLiteral(String literal) {
    try {
      var address = InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", ""));
      var uniqueLocal =
          address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
      return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
