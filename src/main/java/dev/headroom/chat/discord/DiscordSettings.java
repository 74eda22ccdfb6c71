package dev.headroom.chat.discord;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;

/// What Headroom needs to know to be on Discord.
///
/// @param token the bot's token, without the word `Bot`
/// @param apiUrl where Discord's REST API is, with its version: `https://discord.com/api/v10/`. The
///   gateway's address is asked there
/// @param guilds servers that get the commands at once; empty: every server, within an hour
/// @param admins `role:ID` and `user:ID`, who may change things; empty: members with Manage Server
public record DiscordSettings(Secret token, URI apiUrl, List<String> guilds, List<String> admins) {

  /// Where Discord is unless something stands before it.
  public static final URI DISCORD = URI.create("https://discord.com/api/v10/");

  public DiscordSettings {
    guilds = List.copyOf(guilds);
    admins = List.copyOf(admins);
    if (token.value().chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("discord.token: must be one word without blanks");
    }
    if (!List.of("http", "https").contains(String.valueOf(apiUrl.getScheme()))) {
      throw new IllegalArgumentException(
          "discord.api-url: must start with http:// or https://, was " + apiUrl);
    }
    check("discord.guilds", guilds, "[0-9]{1,20}", "the server's number");
    check("discord.admins", admins, "(role|user):[0-9]{1,20}", "role:ID or user:ID");
    apiUrl = apiUrl.toString().endsWith("/") ? apiUrl : URI.create(apiUrl + "/");
  }

  private static void check(String where, List<String> values, String form, String words) {
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).matches(form)) {
        throw new IllegalArgumentException(
            "%s[%d]: must be %s, was %s".formatted(where, i, words, values.get(i)));
      }
    }
  }
}
