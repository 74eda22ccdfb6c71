package dev.headroom.chat.discord;

import dev.headroom.command.Grammar;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.requests.restaction.CommandListUpdateAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Discord which commands there are: on the configured servers, or everywhere when none is
/// configured. The other place is emptied, for people would see every command twice.
final class CommandRegistration extends ListenerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(CommandRegistration.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final List<String> guilds;
  private final List<SlashCommandData> commands;
  private final ExecutorService executor;
  private final Closing closing;

  CommandRegistration(
      List<String> guilds, List<Grammar> grammars, ExecutorService executor, Closing closing) {
    this.executor = executor;
    this.closing = closing;
    this.guilds = List.copyOf(guilds);
    this.commands = grammars.stream().map(DiscordCommands::of).toList();
  }

  @Override
  public void onReady(ReadyEvent event) {
    var jda = event.getJDA();
    register(
        "everywhere", jda.updateCommands().addCommands(guilds.isEmpty() ? commands : List.of()));
    guilds.stream()
        .filter(guild -> jda.getGuildById(guild) == null)
        .forEach(guild ->
            LOG.warn(
                "platform=discord guild={} event=not-a-member remedy=\"invite the bot there\"",
                guild));
  }

  @Override
  public void onGuildReady(GuildReadyEvent event) {
    register(event.getGuild());
  }

  @Override
  public void onGuildJoin(GuildJoinEvent event) {
    register(event.getGuild());
  }

  private void register(Guild guild) {
    boolean here = guilds.contains(guild.getId());
    register(guild.getId(), guild.updateCommands().addCommands(here ? commands : List.of()));
  }

  private void register(String where, CommandListUpdateAction update) {
    executor.execute(() -> registerAtLast(where, update));
  }

  private void registerAtLast(String where, CommandListUpdateAction update) {
    var pause = Duration.ofSeconds(1);
    do {
      try {
        int count = update.complete().size();
        LOG.info("platform=discord guild={} event=commands-registered count={}", where, count);
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "platform=discord guild={} event=commands-not-registered retry={} reason=\"{}\" {}",
            where,
            pause,
            e.getMessage(),
            "remedy=\"if it stays, invite the bot with the scope applications.commands\"");
      }
      pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : pause;
    } while (closing.pause(pause));
  }
}
