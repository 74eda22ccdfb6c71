package dev.headroom.config;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How Slack is reached.
///
/// @param transport how Slack reaches us
/// @param admins ids of users or user groups; empty: the workspace's admins and owners
public record Slack(Secret botToken, Transport transport, URI apiUrl, List<String> admins) {

  /// How Slack brings what people type.
  public sealed interface Transport {

    /// By a WebSocket that we open.
    record SocketMode(Secret appToken) implements Transport {}

    /// By requests to `POST /slack/events` on our HTTP port.
    record Http(Secret signingSecret) implements Transport {}
  }

  public Slack {
    admins = List.copyOf(admins);
  }

  private static final URI API = URI.create("https://slack.com/api/");

  private static final Key<Secret> BOT_TOKEN =
      Key.required(
          "bot-token",
          Values.secret(
              "be the bot token, which begins with xoxb-", text -> !text.startsWith("xapp-")),
          "the bot token (xoxb-…) under OAuth & Permissions of your Slack app");
  private static final Key<Secret> APP_TOKEN =
      Key.of(
          "app-token",
          Values.secret(
              "be the app-level token, which begins with xapp-", text -> !text.startsWith("xoxb-")),
          "the app-level token (xapp-…) with connections:write: Socket Mode");
  private static final Key<Secret> SIGNING_SECRET =
      Key.of(
          "signing-secret",
          Values.secret(),
          "HTTP mode instead of Socket Mode: POST /slack/events on http.port");
  private static final Key<URI> API_URL =
      Key.of("api-url", Addresses.url(), "GovSlack or a proxy; https://slack.com/api/");
  private static final Key<List<String>> ADMINS =
      Key.of(
          "admins",
          new ListOf<>(
              Values.matching(
                  "[UWS][A-Z0-9]+", "be the id of a user (U…, W…) or a user group (S…)")),
          "users or user groups who may change things; default: workspace admins and owners");

  static final Shape<Slack> SHAPE =
      Shape.of(Slack::bind, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, API_URL, ADMINS);

  private static Optional<Slack> bind(Section section) {
    var botToken = section.require(BOT_TOKEN);
    var transport = transport(section);
    var apiUrl = section.get(API_URL, API);
    var admins = section.get(ADMINS, List.of());
    return botToken.flatMap(token -> transport.map(way -> new Slack(token, way, apiUrl, admins)));
  }

  private static Optional<Transport> transport(Section section) {
    if (section.has(APP_TOKEN) && section.has(SIGNING_SECRET)) {
      section.problem("must have app-token or signing-secret, had both");
    }
    if (!section.has(APP_TOKEN) && !section.has(SIGNING_SECRET)) {
      section.problem("must have app-token (Socket Mode) or signing-secret (HTTP mode)");
    }
    return section
        .find(APP_TOKEN)
        .<Transport>map(Transport.SocketMode::new)
        .or(() -> section.find(SIGNING_SECRET).map(Transport.Http::new));
  }
}
