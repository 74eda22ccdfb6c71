package dev.headroom.chat.discord;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Discord whether everything is there that messages need. It needs no gateway, so it can run
/// beside a Headroom that is at work.
final class DiscordInspection {

  static final String TOKEN_REFUSED =
      "discord refuses the token; copy a new one from the Bot page of the Developer Portal";

  private static final Logger LOG = LoggerFactory.getLogger(DiscordInspection.class);
  private static final List<Permission> NEEDED =
      List.of(
          Permission.VIEW_CHANNEL,
          Permission.MESSAGE_SEND,
          Permission.MESSAGE_EMBED_LINKS,
          Permission.MESSAGE_ATTACH_FILES);

  private final DiscordRest rest;

  DiscordInspection(DiscordRest rest) {
    this.rest = rest;
  }

  /// What is wrong with the token, the servers and the channels, each a sentence.
  List<String> problems(List<String> guilds, List<String> channels) {
    try {
      var self = rest.get("users/@me");
      if (self.isUnauthorized()) {
        return List.of(TOKEN_REFUSED);
      }
      if (!self.isOk()) {
        return List.of("discord does not answer as expected: " + self.problem());
      }
      var problems = new ArrayList<String>();
      for (var guild : guilds) {
        problems.addAll(guild(guild));
      }
      var visit = new Visit(rest, self.object().getString("id"), new HashMap<>());
      for (var channel : channels) {
        problems.addAll(channel(visit, channel));
      }
      return problems;
    } catch (IOException e) {
      return List.of("discord can't be reached: " + e.getMessage());
    }
  }

  /// Why a message was refused, as exactly as can be found out.
  String refusal(String channel, Reply reply) {
    try {
      var self = rest.get("users/@me");
      var found =
          self.isOk()
              ? channel(new Visit(rest, self.object().getString("id"), new HashMap<>()), channel)
              : List.<String>of();
      return found.isEmpty() ? permissionsMissing(channel, NEEDED) : found.getFirst();
    } catch (IOException e) {
      LOG.debug("platform=discord channel={} event=not-inspected", channel, e);
      return permissionsMissing(channel, NEEDED) + " (discord says: " + reply.problem() + ")";
    }
  }

  private List<String> guild(String id) throws IOException {
    var reply = rest.get("guilds/" + id);
    return reply.isOk()
        ? List.of()
        : List.of(
            "discord server %s is unknown to the bot; invite it there with the scopes bot and applications.commands"
                .formatted(id));
  }

  private List<String> channel(Visit visit, String id) throws IOException {
    var reply = rest.get("channels/" + id);
    if (!reply.isOk()) {
      return List.of(unreadable(id, reply));
    }
    var channel = reply.object();
    var type = ChannelType.fromId(channel.getInt("type"));
    if (!type.isMessage()) {
      return List.of(
          "discord channel %s takes no messages; name a text channel instead".formatted(id));
    }
    if (!type.isGuild()) {
      return List.of();
    }
    var missing = missing(visit, channel, type.isThread());
    return missing.isEmpty() ? List.of() : List.of(permissionsMissing(id, missing));
  }

  private static String unreadable(String id, Reply reply) {
    return switch (reply.code()) {
      case Reply.UNKNOWN_CHANNEL ->
          "discord channel %s does not exist, or the bot is not on its server; correct the number or invite the bot"
              .formatted(id);
      case Reply.MISSING_ACCESS -> permissionsMissing(id, NEEDED);
      default -> "discord channel %s can't be read: %s".formatted(id, reply.problem());
    };
  }

  private static List<Permission> missing(Visit visit, DataObject channel, boolean thread)
      throws IOException {
    var guild = channel.getString("guild_id");
    var member = visit.get("guilds/" + guild + "/members/" + visit.self());
    var roles = visit.get("guilds/" + guild + "/roles");
    var parent = thread ? visit.get("channels/" + channel.getString("parent_id")) : member;
    if (!member.isOk() || !roles.isOk() || !parent.isOk()) {
      return List.of();
    }
    var allowed =
        new ChannelPermissions(
                guild,
                visit.self(),
                member.object().getArray("roles").stream(DataArray::getString).toList(),
                ChannelPermissions.objects(roles.array()))
            .in(
                (thread ? parent.object() : channel)
                    .optArray("permission_overwrites")
                    .map(ChannelPermissions::objects)
                    .orElse(List.of()));
    return NEEDED.stream()
        .map(needed ->
            thread && needed == Permission.MESSAGE_SEND
                ? Permission.MESSAGE_SEND_IN_THREADS
                : needed)
        .filter(needed -> !allowed.contains(needed))
        .toList();
  }

  private static String permissionsMissing(String channel, List<Permission> missing) {
    return "discord channel %s: the bot lacks %s; give its role these permissions there"
        .formatted(
            channel, missing.stream().map(Permission::getName).collect(Collectors.joining(", ")));
  }

  /// One round of questions, each asked once.
  ///
  /// @param self the bot's own id
  private record Visit(DiscordRest rest, String self, Map<String, Reply> seen) {

    Reply get(String path) throws IOException {
      var earlier = seen.get(path);
      var reply = earlier == null ? rest.get(path) : earlier;
      seen.put(path, reply);
      return reply;
    }
  }
}
