package dev.headroom.chat.discord;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import dev.headroom.message.Chart;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Discord: slash commands, buttons and channels. Messages go out and everything can be inspected
/// before [#start], and while the gateway is down.
public final class DiscordPlatform implements Platform {

  private static final Logger LOG = LoggerFactory.getLogger(DiscordPlatform.class);

  private final DiscordSettings settings;
  private final ExecutorService executor;
  private final Closing closing = new Closing();
  private final DiscordRest rest;
  private final DiscordInspection inspection;
  private final DiscordDelivery delivery;
  private final Interactions interactions;
  private final DiscordConnection connection;

  /// @param charts draws a chart as PNG; when it fails, the message goes without a picture
  /// @param executor runs every command on a thread of its own; it stays the caller's to close
  public DiscordPlatform(
      DiscordSettings settings,
      Function<Chart, byte[]> charts,
      ExecutorService executor,
      InstantSource clock) {
    this.settings = settings;
    this.executor = executor;
    this.rest = new DiscordRest(settings, clock);
    this.inspection = new DiscordInspection(rest);
    this.delivery = new DiscordDelivery(rest, inspection, chart -> draw(charts, chart));
    this.interactions = new Interactions(rest, closing, chart -> draw(charts, chart));
    this.connection = new DiscordConnection(settings, rest, closing, clock);
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public void start(Inbox inbox) {
    connection.start(
        executor,
        new DiscordListener(inbox, interactions, new Admins(settings.admins()), executor),
        new CommandRegistration(settings.guilds(), inbox.grammars(), executor, closing));
  }

  @Override
  public Delivery deliver(Outgoing outgoing) {
    return delivery.deliver(outgoing);
  }

  @Override
  public Health health() {
    return connection.health();
  }

  @Override
  public List<String> inspect(List<String> channels) {
    return inspection.problems(settings.guilds(), channels);
  }

  @Override
  public void close() {
    closing.close();
    connection.close();
    rest.close();
  }

  private static Optional<byte[]> draw(Function<Chart, byte[]> charts, Chart chart) {
    try {
      return Optional.of(charts.apply(chart));
    } catch (RuntimeException e) {
      LOG.warn("platform=discord event=chart-not-drawn", e);
      return Optional.empty();
    }
  }
}
