package dev.headroom;

import dev.headroom.secret.Secret;
import dev.headroom.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How a config file names a test's database.
final class Addresses {

  private Addresses() {}

  /// For `database.url`, with the login in it.
  static String of(TestDatabase database) {
    var url = database.url();
    return "%s%suser=%s&password=%s"
        .formatted(
            url.jdbcUrl(),
            url.jdbcUrl().contains("?") ? "&" : "?",
            encoded(url.user()),
            encoded(url.password().map(Secret::value)));
  }

  private static String encoded(Optional<String> text) {
    return URLEncoder.encode(text.orElse(""), StandardCharsets.UTF_8);
  }
}
