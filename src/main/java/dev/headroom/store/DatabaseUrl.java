package dev.headroom.store;

import dev.headroom.secret.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a PostgreSQL database is and who asks it. The password is kept apart from the address, so
/// that the address can be shown.
///
/// @param jdbcUrl without user and password
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<Secret> password) {

  private static final String FORMS =
      "must be jdbc:postgresql://host:port/name or postgres://user:password@host:port/name";

  /// What libpq calls its parameters, and what the JDBC driver calls the same.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "target_session_attrs", "targetServerType");

  /// Reads either form. The exception never repeats the text, which may hold a password.
  ///
  /// @throws IllegalArgumentException when `text` is neither form
  public static DatabaseUrl parse(String text) {
    var rest = afterScheme(text.strip());
    var query = rest.indexOf('?');
    var parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
    var address = query < 0 ? rest : rest.substring(0, query);
    var at = address.lastIndexOf('@');
    var login = at < 0 ? "" : address.substring(0, at);
    var place = address.substring(at + 1);
    requirePlace(place);
    var colon = login.indexOf(':');
    var user = decoded(colon < 0 ? login : login.substring(0, colon));
    var password = decoded(colon < 0 ? "" : login.substring(colon + 1));
    var userParameter = Optional.ofNullable(parameters.remove("user")).orElse("");
    var passwordParameter = Optional.ofNullable(parameters.remove("password")).orElse("");
    return new DatabaseUrl(
        "jdbc:postgresql://" + place + toQuery(parameters),
        filled(user).or(() -> filled(userParameter)),
        filled(password).or(() -> filled(passwordParameter)).map(Secret::new));
  }

  /// The host, port and name, for logs.
  public String place() {
    return jdbcUrl.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
  }

  @Override
  public String toString() {
    return place();
  }

  private static String afterScheme(String text) {
    for (var scheme : new String[] {"jdbc:postgresql://", "postgresql://", "postgres://"}) {
      if (text.startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    var scheme = text.indexOf("://");
    throw new IllegalArgumentException(
        "database.url: %s, was %s"
            .formatted(FORMS, scheme < 0 ? "without ://" : text.substring(0, scheme) + "://…"));
  }

  private static void requirePlace(String place) {
    var slash = place.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "database.url: %s, was without %s"
              .formatted(FORMS, slash == 0 || place.isEmpty() ? "a host" : "a database name"));
    }
    if (slash == place.length() - 1) {
      throw new IllegalArgumentException(
          "database.url: %s, was without a database name".formatted(FORMS));
    }
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : query.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        var name = pair.substring(0, equals);
        parameters.put(DRIVER_NAMES.getOrDefault(name, name), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String toQuery(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /// Percent-decoded; a plus is a plus in a login, not a blank.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "database.url: a percent sign in it must be followed by two hex digits (write %25)");
    }
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
