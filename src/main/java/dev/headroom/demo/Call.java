package dev.headroom.demo;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A request to a simulated vendor.
///
/// @param path below the vendor's base
/// @param query decoded `name=value` pairs, in order
/// @param authorized whether it came with a credential
record Call(String path, List<String> query, boolean authorized, Instant now) {

  Call {
    query = List.copyOf(query);
  }

  static Call of(HttpExchange exchange, String base, Instant now) {
    var uri = exchange.getRequestURI();
    var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    var headers = exchange.getRequestHeaders();
    return new Call(
        uri.getPath().substring(base.length()),
        Arrays.stream(query.split("&"))
            .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
            .toList(),
        headers.containsKey("Authorization") || headers.containsKey("X-Api-Key"),
        now);
  }

  Optional<String> value(String name) {
    return query.stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /// A whole number, or `fallback` when it is absent or none.
  long number(String name, long fallback) {
    return value(name)
        .filter(text -> text.matches("\\d{1,12}"))
        .map(Long::parseLong)
        .orElse(fallback);
  }

  boolean has(String name, String value) {
    return query.contains(name + "=" + value);
  }
}
