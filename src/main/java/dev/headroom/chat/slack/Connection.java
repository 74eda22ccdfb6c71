package dev.headroom.chat.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.SocketModeClient.Backend;
import dev.headroom.chat.Platform.Health;
import dev.headroom.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps Bolt connected. Bolt fails hard when Slack is out of reach at the start, so starting is
/// retried here; a socket that was open once is reopened by Bolt's own monitor and watched here.
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Pattern CODE = Pattern.compile("\\(error: (\\w+)\\)");

  /// By default Bolt handles one envelope after the other.
  private static final int CONCURRENCY = 10;

  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// A wrong token stays wrong until someone acts; but it may be Slack's side that they mend.
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private final SlackApi api;
  private final App app;
  private final Optional<Secret> appToken;
  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Health health = new Health(false, "connecting");
  private volatile boolean started;
  private volatile Optional<SocketModeApp> socket = Optional.empty();

  Connection(SlackApi api, App app, Optional<Secret> appToken, InstantSource clock) {
    this.api = api;
    this.app = app;
    this.appToken = appToken;
    this.clock = clock;
  }

  Health health() {
    return health;
  }

  /// Whether Bolt can take requests.
  boolean isStarted() {
    return started;
  }

  /// Connects and watches, until it is closed.
  void run() {
    int failures = 0;
    while (!isEnded()) {
      switch (connect()) {
        case Outcome.Done<String>(var team) -> {
          failures = 0;
          started = true;
          LOG.info("slack connected team=\"{}\" mode={}", team, mode());
          watch(team);
        }
        case Outcome.Busy<String>(var pause, var reason) -> {
          health = new Health(false, reason + "; it is tried again by itself");
          LOG.warn("slack connected=false reason=\"{}\"", reason);
          rest(backoff(failures++, pause));
        }
        case Outcome.Refused<String>(var code) -> {
          health = new Health(false, Refusals.sentence(code));
          LOG.error("slack connected=false reason=\"{}\"", Refusals.sentence(code));
          rest(REFUSED);
        }
      }
    }
  }

  private String mode() {
    return appToken.isPresent() ? "socket" : "http";
  }

  /// Doubles from a second; a Retry-After is a lower bound.
  private static Duration backoff(int failures, Duration asked) {
    var doubled = Duration.ofSeconds(1L << Math.min(failures, 6));
    var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return asked.equals(SlackApi.BREATH) || asked.compareTo(pause) < 0 ? pause : asked;
  }

  private Outcome<String> connect() {
    return api.call(slack -> slack.authTest(r -> r)).then(who -> start(who.getTeam()));
  }

  private Outcome<String> start(String team) {
    try {
      app.start();
      if (appToken.isPresent()) {
        open(appToken.get());
      }
      return new Outcome.Done<>(team);
    } catch (Exception e) {
      return failed(e);
    }
  }

  private void open(Secret token) throws Exception {
    var opening = new SocketModeApp(token.value(), app, Backend.Tyrus, CONCURRENCY);
    try {
      opening.startAsync();
      socket = Optional.of(opening);
    } catch (Exception e) {
      close(opening);
      throw e;
    }
  }

  /// Bolt throws the same exceptions for a wrong token and for a broken network.
  private static Outcome<String> failed(Exception failure) {
    var code = CODE.matcher(String.valueOf(failure.getMessage()));
    return failure instanceof IllegalStateException
            && code.find()
            && !Refusals.passes(code.group(1))
        ? new Outcome.Refused<>(code.group(1))
        : new Outcome.Busy<>(SlackApi.BREATH, "Slack's socket can't be opened");
  }

  private void watch(String team) {
    var since = clock.instant();
    while (!isEnded()) {
      boolean connected = socket.map(Connection::isAlive).orElse(true);
      if (connected != health.connected()) {
        since = clock.instant();
        LOG.info("slack socket={}", connected ? "open" : "closed");
      }
      health =
          connected
              ? new Health(true, "connected to %s since %s".formatted(team, since))
              : new Health(false, "not connected since %s; reconnecting".formatted(since));
      rest(WATCH);
    }
  }

  private static boolean isAlive(SocketModeApp app) {
    return app.getClient() != null && app.getClient().verifyConnection();
  }

  private boolean isEnded() {
    return ended.getCount() == 0;
  }

  private void rest(Duration time) {
    try {
      if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("slack watch=ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended.countDown();
    }
  }

  /// Ends within about two seconds, whatever Slack does.
  void close() {
    ended.countDown();
    health = new Health(false, "closed");
    var closing = Thread.ofVirtual().start(() -> socket.ifPresent(Connection::close));
    try {
      if (!closing.join(Duration.ofSeconds(2))) {
        LOG.info("slack close=unfinished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    app.stop();
    app.executorService().shutdownNow();
  }

  /// The client first: it would reconnect while its app is being closed.
  private static void close(SocketModeApp app) {
    try {
      SocketModeClient client = app.getClient();
      if (client != null) {
        client.close();
      }
      app.close();
    } catch (IOException e) {
      LOG.debug("slack close=failed reason={}", e.getClass().getSimpleName());
    } catch (Exception e) {
      LOG.warn("slack close=failed", e);
    }
  }
}
