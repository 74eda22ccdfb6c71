package dev.headroom.provider;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where credentials may go: to the origins that the account configured, over https, and in the
/// clear only to hosts of one's own network.
public final class Origins {

  private static final Pattern OWN_NETWORK =
      Pattern.compile(
          """
          (?x)
            localhost | .+\\.(localhost|local|internal|lan|home\\.arpa)
          | [a-z0-9_-]+
          | 127\\.[0-9.]+ | 10\\.[0-9.]+ | 192\\.168\\.[0-9.]+
          | 172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+
          | \\[::1] | \\[f[cd][0-9a-f]{2}:.*]
          """);

  private Origins() {}

  /// What is wrong with `address` as the place a credential goes to: "must be https, was http".
  public static Optional<String> problem(URI address) {
    if (address.getHost() == null || address.getScheme() == null) {
      return Optional.of("must be an absolute http or https address, was " + address.getScheme());
    }
    if (address.getRawUserInfo() != null) {
      return Optional.of("must not hold a user name or password");
    }
    return switch (address.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.empty();
      case "http" ->
          isOwnNetwork(address)
              ? Optional.empty()
              : Optional.of("must be https outside of your own network, was http");
      default -> Optional.of("must be http or https, was " + address.getScheme());
    };
  }

  /// Whether `one` and `other` share scheme, host and port.
  public static boolean same(URI one, URI other) {
    return of(one).equals(of(other));
  }

  static boolean isAmong(List<URI> allowed, URI address) {
    return allowed.stream().anyMatch(one -> same(one, address));
  }

  /// `https://host:port`, in lower case and with the port written out.
  static String of(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = address.getPort() < 0 ? usual : address.getPort();
    return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static boolean isOwnNetwork(URI address) {
    return OWN_NETWORK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
