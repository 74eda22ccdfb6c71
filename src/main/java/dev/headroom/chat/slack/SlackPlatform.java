package dev.headroom.chat.slack;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import dev.headroom.message.Chart;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slack: commands and buttons in, messages out.
///
/// With an app token it holds a socket to Slack (Socket Mode). With a signing secret alone, Slack
/// sends requests, which whoever serves HTTP hands to [#receive].
public final class SlackPlatform implements Platform {

  private static final Logger LOG = LoggerFactory.getLogger(SlackPlatform.class);

  private final SlackSettings settings;
  private final Executor executor;
  private final InstantSource clock;
  private final SlackApi api;
  private final Uploads uploads;
  private final Poster poster;
  private volatile Optional<Connection> connection = Optional.empty();
  private volatile Optional<Requests> requests = Optional.empty();

  /// @param draw a chart as a PNG; it may fail, which costs only the picture
  /// @param executor runs each answer, best on a virtual thread of its own
  public SlackPlatform(
      SlackSettings settings,
      Function<Chart, byte[]> draw,
      Executor executor,
      InstantSource clock) {
    this.settings = settings;
    this.executor = executor;
    this.clock = clock;
    this.api = new SlackApi(settings);
    this.uploads = new Uploads(api, draw, Patience.USUAL);
    this.poster = new Poster(api, uploads, new Traces(api, clock));
  }

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public void start(Inbox inbox) {
    var answers =
        new Answers(
            api,
            inbox,
            new Admins(api, settings.admins(), clock),
            poster,
            new Pictures(api, uploads, Patience.USUAL),
            Patience.USUAL);
    var app = new Listener(answers, executor, settings.commandPrefix()).app(api, settings);
    var connecting = new Connection(api, app, settings.appToken(), clock);
    connection = Optional.of(connecting);
    if (isHttpMode()) {
      requests = Optional.of(new Requests(app, connecting));
    }
    executor.execute(connecting::run);
  }

  /// Whether Slack sends requests that must be handed to [#receive].
  public boolean isHttpMode() {
    return settings.appToken().isEmpty() && settings.signingSecret().isPresent();
  }

  /// Takes a request that Slack sent: POST, to any path. It is refused with 401 unless it is signed
  /// and fresh, and acknowledged before it is answered.
  ///
  /// @param body exactly as it came: its signature covers every byte
  public Receipt receive(Map<String, String> headers, String body) {
    return requests
        .map(open -> open.receive(headers, body))
        .orElse(new Receipt(404, "application/json", "{\"error\":\"not in HTTP mode\"}"));
  }

  @Override
  public Delivery deliver(Outgoing outgoing) {
    var delivery = poster.deliver(outgoing);
    LOG.info("slack delivery={} channel={} key={}", delivery, outgoing.channel(), outgoing.key());
    return delivery;
  }

  @Override
  public Health health() {
    return connection.map(Connection::health).orElse(new Health(false, "not started"));
  }

  @Override
  public List<String> inspect(List<String> channels) {
    return new Inspection(api, settings).problems(channels);
  }

  @Override
  public void close() {
    connection.ifPresent(Connection::close);
    try {
      api.slack().close();
    } catch (Exception e) {
      LOG.debug("slack close=failed reason={}", e.getClass().getSimpleName());
    }
  }
}
