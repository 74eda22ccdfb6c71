package dev.headroom.chat.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Who and what is on the fake Discord: one server with three channels, two roles, two people.
final class World {

  static final String BOT = "100";
  static final String GUILD = "200";
  static final String ADA = "301";
  static final String BOB = "302";
  static final String KEEPERS = "401";
  static final String FINOPS = "402";
  static final String OPS = "501";
  static final String SILENT = "502";
  static final String CATEGORY = "503";

  private static final long MEMBER =
      Permission.getRaw(
          Permission.VIEW_CHANNEL,
          Permission.MESSAGE_SEND,
          Permission.MESSAGE_EMBED_LINKS,
          Permission.MESSAGE_ATTACH_FILES);

  private World() {}

  static DataObject ready(String url) {
    return DataObject.empty()
        .put("v", 10)
        .put("user", user(BOT, "headroom").put("bot", true))
        .put("guilds", List.of(Map.of("id", GUILD, "unavailable", true)))
        .put("session_id", "session")
        .put("resume_gateway_url", url)
        .put("application", Map.of("id", BOT, "flags", 0))
        .put("private_channels", List.of());
  }

  static DataObject guild() {
    var empty = List.of();
    return DataObject.empty()
        .put("id", GUILD)
        .put("name", "Test")
        .put("owner_id", "999")
        .put("member_count", 1)
        .put("afk_timeout", 300)
        .put("verification_level", 0)
        .put("default_message_notifications", 0)
        .put("explicit_content_filter", 0)
        .put("mfa_level", 0)
        .put("nsfw_level", 0)
        .put("premium_tier", 0)
        .put("preferred_locale", "en-US")
        .put("system_channel_flags", 0)
        .put("features", empty)
        .put("roles", roles())
        .put("channels", list(channel(OPS), channel(SILENT), channel(CATEGORY)))
        .put("members", list(member(BOT, "headroom")))
        .put("emojis", empty)
        .put("stickers", empty)
        .put("threads", empty)
        .put("presences", empty)
        .put("voice_states", empty)
        .put("stage_instances", empty)
        .put("guild_scheduled_events", empty)
        .put("soundboard_sounds", empty);
  }

  /// What `GET path` answers.
  static Optional<String> find(String path) {
    return Optional.ofNullable(
            Map.of(
                    "users/@me", user(BOT, "headroom").put("bot", true),
                    "guilds/200", DataObject.empty().put("id", GUILD),
                    "guilds/200/members/100", member(BOT, "headroom"),
                    "channels/501", channel(OPS),
                    "channels/502", channel(SILENT),
                    "channels/503", channel(CATEGORY))
                .get(path))
        .map(DataObject::toString)
        .or(() ->
            path.equals("guilds/200/roles") ? Optional.of(roles().toString()) : Optional.empty());
  }

  /// A command that `user`, with `roles`, gives on the server.
  static DataObject command(String user, List<String> roles, Map<String, Object> data) {
    return inGuild(user, roles).put("type", 2).put("data", data);
  }

  /// A command given in direct messages.
  static DataObject directCommand(String user, Map<String, Object> data) {
    return DataObject.empty()
        .put("type", 2)
        .put("user", user(user, "ada"))
        .put("channel_id", "601")
        .put(
            "channel",
            DataObject.empty()
                .put("id", "601")
                .put("type", 1)
                .put("recipients", list(user(user, "ada"))))
        .put("context", 1)
        .put("authorizing_integration_owners", Map.of("0", "0"))
        .put("entitlements", List.of())
        .put("locale", "en-US")
        .put("data", data);
  }

  /// Half a word typed into the option `account` of `/quota`.
  static DataObject typing(String user, String parameter, String typed) {
    var option = Map.of("name", parameter, "type", 3, "value", typed, "focused", true);
    return inGuild(user, List.of())
        .put("type", 4)
        .put("data", Map.of("id", "701", "name", "quota", "type", 1, "options", List.of(option)));
  }

  /// A button pressed below a message that everyone sees, or the person alone.
  static DataObject press(String user, String button, boolean ephemeral) {
    var message =
        DataObject.empty()
            .put("id", "801")
            .put("type", 0)
            .put("channel_id", OPS)
            .put("author", user(BOT, "headroom").put("bot", true))
            .put("content", "")
            .put("embeds", List.of())
            .put("attachments", List.of())
            .put("components", List.of())
            .put("mentions", List.of())
            .put("mention_roles", List.of())
            .put("mention_everyone", false)
            .put("pinned", false)
            .put("tts", false)
            .put("timestamp", "2026-11-21T12:00:00+00:00")
            .put("flags", ephemeral ? 64 : 0);
    var row =
        Map.of(
            "type",
            1,
            "components",
            List.of(Map.of("type", 2, "style", 2, "label", "x", "custom_id", button)));
    return inGuild(user, List.of())
        .put("type", 3)
        .put("message", message.put("components", List.of(row)))
        .put("data", Map.of("custom_id", button, "component_type", 2));
  }

  private static DataArray list(DataObject... objects) {
    var list = DataArray.empty();
    for (var object : objects) {
      list.add(object);
    }
    return list;
  }

  private static DataObject inGuild(String user, List<String> roles) {
    return DataObject.empty()
        .put("guild_id", GUILD)
        .put("guild", Map.of("id", GUILD, "locale", "en-US", "features", List.of()))
        .put("channel_id", OPS)
        .put("channel", channel(OPS).put("permissions", "0"))
        .put("member", member(user, "ada").put("roles", roles).put("permissions", "0"))
        .put("context", 0)
        .put("authorizing_integration_owners", Map.of("0", GUILD))
        .put("entitlements", List.of())
        .put("locale", "en-US")
        .put("guild_locale", "en-US");
  }

  private static DataObject user(String id, String name) {
    return DataObject.empty()
        .put("id", id)
        .put("username", name)
        .put("discriminator", "0")
        .put("avatar", null);
  }

  private static DataObject member(String id, String name) {
    return DataObject.empty()
        .put("user", user(id, name))
        .put("roles", List.of())
        .put("joined_at", "2024-01-01T00:00:00+00:00")
        .put("deaf", false)
        .put("mute", false)
        .put("flags", 0);
  }

  private static DataArray roles() {
    return DataArray.empty()
        .add(role(GUILD, "@everyone", MEMBER))
        .add(role(KEEPERS, "keepers", Permission.MANAGE_SERVER.getRawValue()))
        .add(role(FINOPS, "finops", 0));
  }

  private static DataObject role(String id, String name, long permissions) {
    return DataObject.empty()
        .put("id", id)
        .put("name", name)
        .put("permissions", String.valueOf(permissions))
        .put("position", 0)
        .put("color", 0)
        .put("colors", DataObject.empty().put("primary_color", 0))
        .put("hoist", false)
        .put("managed", false)
        .put("mentionable", false)
        .put("flags", 0);
  }

  private static DataObject channel(String id) {
    var denied = Permission.getRaw(Permission.MESSAGE_SEND, Permission.MESSAGE_ATTACH_FILES);
    var overwrite = Map.of("id", BOT, "type", 1, "allow", "0", "deny", String.valueOf(denied));
    return DataObject.empty()
        .put("id", id)
        .put("type", id.equals(CATEGORY) ? 4 : 0)
        .put("guild_id", GUILD)
        .put("name", "channel-" + id)
        .put("position", 0)
        .put("permission_overwrites", id.equals(SILENT) ? List.of(overwrite) : List.of())
        .put("flags", 0);
  }
}
