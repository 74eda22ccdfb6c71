package dev.headroom.config;

import dev.headroom.secret.Secret;
import java.util.Optional;

/// Where Headroom itself answers HTTP.
///
/// @param port 0: any free port
/// @param apiToken empty: `/api` and `/v0` are off; health and metrics stay
public record Http(int port, String bind, Optional<Secret> apiToken) {

  private static final Key<Integer> PORT =
      Key.of("port", Values.whole(0, 65_535), "0: any free port, logged; 8080");
  private static final Key<String> BIND =
      Key.of(
          "bind",
          Values.matching("[A-Za-z0-9.:_-]{1,253}", "be an IP address or host name"),
          "the address to listen on; 127.0.0.1");
  private static final Key<Secret> API_TOKEN =
      Key.of("api-token", Values.secret(), "empty: /api and /v0 are off; health and metrics stay");

  static final Shape<Http> SHAPE =
      Shape.of(
          section ->
              Optional.of(
                  new Http(
                      section.get(PORT, 8080),
                      section.get(BIND, "127.0.0.1"),
                      section.find(API_TOKEN))),
          PORT,
          BIND,
          API_TOKEN);
}
