package dev.headroom.chat.discord;

import dev.headroom.chat.Platform.Health;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to the gateway, kept up in the background. JDA resumes and reconnects by itself;
/// this class makes the first connection, and a new one when JDA has given up.
final class DiscordConnection implements EventListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiscordConnection.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// Discord bans who asks with a refused token too often.
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

  private static final int LONGEST_RECONNECT_SECONDS = 60;
  private static final Duration PARTING = Duration.ofSeconds(5);

  private final DiscordSettings settings;
  private final DiscordRest rest;
  private final Closing closing;
  private final InstantSource clock;
  private volatile Optional<JDA> jda = Optional.empty();
  private volatile Instant since = Instant.EPOCH;
  private volatile String problem = "not connected yet";

  DiscordConnection(
      DiscordSettings settings, DiscordRest rest, Closing closing, InstantSource clock) {
    this.settings = settings;
    this.rest = rest;
    this.closing = closing;
    this.clock = clock;
  }

  /// Connects in the background, and hands what happens to `listeners`.
  void start(ExecutorService executor, Object... listeners) {
    executor.execute(() -> keepConnected(listeners));
  }

  Health health() {
    var status = jda.map(JDA::getStatus);
    if (status.isEmpty()) {
      return new Health(false, problem);
    }
    return status.get() == JDA.Status.CONNECTED
        ? new Health(true, "connected since " + since.truncatedTo(ChronoUnit.SECONDS))
        : new Health(false, words(status.get()));
  }

  private void keepConnected(Object... listeners) {
    var pause = Duration.ofSeconds(1);
    do {
      try {
        connectAndStay(listeners);
        pause = AFTER_REFUSAL;
      } catch (InvalidTokenException e) {
        problem = DiscordInspection.TOKEN_REFUSED;
        pause = AFTER_REFUSAL;
      } catch (IOException | RuntimeException e) {
        problem = "discord can't be reached: " + e.getMessage();
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
      }
      if (closing.isOpen()) {
        LOG.warn("platform=discord connected=false retry={} reason=\"{}\"", pause, problem);
      }
    } while (closing.pause(pause));
  }

  private void connectAndStay(Object... listeners) throws IOException {
    var gateway = gateway();
    var connected = build(gateway, listeners);
    jda = Optional.of(connected);
    problem = "discord ended the connection";
    if (!closing.isOpen()) {
      part(connected);
    }
    try {
      connected.awaitShutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      jda = Optional.empty();
    }
  }

  /// The gateway's address. The token is tried first: JDA leaves threads behind when it fails.
  private String gateway() throws IOException {
    var self = rest.get("users/@me");
    if (self.isUnauthorized()) {
      throw new InvalidTokenException();
    }
    var reply = self.isOk() ? rest.get("gateway") : self;
    if (!reply.isOk()) {
      throw new IOException(reply.problem());
    }
    var url = reply.object().getString("url");
    return url.endsWith("/") ? url : url + "/";
  }

  private JDA build(String gateway, Object... listeners) {
    return JDABuilder.createLight(settings.token().value(), EnumSet.noneOf(GatewayIntent.class))
        .setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()))
        .setSessionController(
            new ConcurrentSessionController() {
              @Override
              public String getGateway() {
                return gateway;
              }
            })
        .setEnableShutdownHook(false)
        .setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS)
        .addEventListeners(this)
        .addEventListeners(listeners)
        .build();
  }

  @Override
  public void onEvent(GenericEvent event) {
    if (event instanceof StatusChangeEvent change
        && change.getNewStatus() == JDA.Status.CONNECTED) {
      since = clock.instant();
      LOG.info("platform=discord connected=true");
    }
    if (event instanceof ShutdownEvent shutdown && closing.isOpen()) {
      var code = Optional.ofNullable(shutdown.getCloseCode());
      problem =
          shutdown.getCode() == 4004
              ? DiscordInspection.TOKEN_REFUSED
              : "discord ended the connection: "
                  + code.map(Object::toString).orElse("code " + shutdown.getCode());
    }
  }

  /// Says goodbye, so that Discord shows the bot as gone at once.
  @Override
  public void close() {
    jda.ifPresent(DiscordConnection::part);
  }

  private static void part(JDA jda) {
    jda.shutdown();
    try {
      if (!jda.awaitShutdown(PARTING)) {
        jda.shutdownNow();
      }
    } catch (InterruptedException e) {
      jda.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static String words(JDA.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
