package dev.headroom.config;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How Discord is reached.
///
/// @param guilds where commands are registered at once; empty: globally
/// @param admins `role:id` or `user:id`; empty: members with Manage Server
public record Discord(Secret token, URI apiUrl, List<String> guilds, List<String> admins) {

  public Discord {
    guilds = List.copyOf(guilds);
    admins = List.copyOf(admins);
  }

  private static final URI API = URI.create("https://discord.com/api/v10/");

  private static final Key<Secret> TOKEN =
      Key.required("token", Values.secret(), "the bot token under Bot of your Discord application");
  private static final Key<URI> API_URL =
      Key.of("api-url", Addresses.url(), "a REST proxy; https://discord.com/api/v10/");
  private static final Key<List<String>> GUILDS =
      Key.of(
          "guilds",
          new ListOf<>(Values.matching("\\d{1,20}", "be a server's id, which is digits")),
          "servers whose commands are registered at once; empty: globally");
  private static final Key<List<String>> ADMINS =
      Key.of(
          "admins",
          new ListOf<>(Values.matching("(role|user):\\d{1,20}", "be like role:123 or user:456")),
          "who may change things; default: members with Manage Server");

  static final Shape<Discord> SHAPE = Shape.of(Discord::bind, TOKEN, API_URL, GUILDS, ADMINS);

  private static Optional<Discord> bind(Section section) {
    var token = section.require(TOKEN);
    var apiUrl = section.get(API_URL, API);
    var guilds = section.get(GUILDS, List.of());
    var admins = section.get(ADMINS, List.of());
    return token.map(secret -> new Discord(secret, apiUrl, guilds, admins));
  }
}
