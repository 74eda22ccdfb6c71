package dev.headroom;

import dev.headroom.chart.Charts;
import dev.headroom.chart.Gallery;
import dev.headroom.chat.Platform;
import dev.headroom.chat.console.ConsolePlatform;
import dev.headroom.chat.discord.DiscordPlatform;
import dev.headroom.chat.discord.DiscordSettings;
import dev.headroom.chat.slack.SlackPlatform;
import dev.headroom.chat.slack.SlackSettings;
import dev.headroom.config.Config;
import dev.headroom.config.Slack;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;

/// The chat platforms that a config file names, not started.
record Chats(Optional<SlackPlatform> slack, Optional<DiscordPlatform> discord) {

  static Chats of(Config config, Charts charts, ExecutorService threads, InstantSource clock) {
    var gallery = new Gallery(charts::png);
    return new Chats(
        config
            .slack()
            .map(slack -> new SlackPlatform(settings(slack), gallery::png, threads, clock)),
        config
            .discord()
            .map(discord ->
                new DiscordPlatform(
                    new DiscordSettings(
                        discord.token(), discord.apiUrl(), discord.guilds(), discord.admins()),
                    gallery::png,
                    threads,
                    clock)));
  }

  /// The terminal, where the config wants it.
  ///
  /// @param onExit runs when the person there has ended the conversation
  static Optional<ConsolePlatform> console(Config config, Charts charts, Runnable onExit) {
    var wanted =
        switch (config.console()) {
          case ON -> true;
          case OFF -> false;
          case AUTO ->
              config.slack().isEmpty() && config.discord().isEmpty() && StandardInput.isThere();
        };
    if (!wanted) {
      return Optional.empty();
    }
    var settings =
        new ConsolePlatform.Settings(
            config.timezone(),
            config.database().dataDir().resolve("charts"),
            System.getProperty("user.name", "console"));
    return Optional.of(ConsolePlatform.ofProcess(settings, charts, onExit));
  }

  List<Platform> all() {
    return List.copyOf(byName(Optional.empty()).values());
  }

  Map<String, Platform> byName(Optional<ConsolePlatform> console) {
    var platforms = new TreeMap<String, Platform>();
    slack.ifPresent(platform -> platforms.put(platform.name(), platform));
    discord.ifPresent(platform -> platforms.put(platform.name(), platform));
    console.ifPresent(platform -> platforms.put(platform.name(), platform));
    return Map.copyOf(platforms);
  }

  private static SlackSettings settings(Slack slack) {
    return switch (slack.transport()) {
      case Slack.Transport.SocketMode(var appToken) ->
          new SlackSettings(
              slack.botToken(),
              Optional.of(appToken),
              Optional.empty(),
              slack.apiUrl(),
              slack.admins(),
              "");
      case Slack.Transport.Http(var signingSecret) ->
          new SlackSettings(
              slack.botToken(),
              Optional.empty(),
              Optional.of(signingSecret),
              slack.apiUrl(),
              slack.admins(),
              "");
    };
  }
}
