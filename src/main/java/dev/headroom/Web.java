package dev.headroom;

import dev.headroom.chat.Platform;
import dev.headroom.chat.slack.SlackPlatform;
import dev.headroom.config.Config;
import dev.headroom.http.HttpServer;
import dev.headroom.http.HttpSettings;
import dev.headroom.http.Readiness;
import dev.headroom.http.Route;
import dev.headroom.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What Headroom answers over HTTP: health, metrics, and Slack where it sends requests.
final class Web {

  private Web() {}

  /// Listens, where the config file has `http`; gives what listens, closed by `closing`.
  static Optional<HttpServer> open(
      Config config,
      Database database,
      Chats chats,
      Collection<Platform> platforms,
      Closing closing) {
    var server =
        config
            .http()
            .map(http -> new HttpSettings(http.bind(), http.port()))
            .map(settings ->
                new HttpServer(
                    settings,
                    metrics(database, platforms),
                    () -> readiness(database, platforms),
                    chats.slack().filter(SlackPlatform::isHttpMode).map(Web::events).stream()
                        .toList()));
    server.ifPresent(listening -> closing.after(listening).start());
    return server;
  }

  private static Route events(SlackPlatform slack) {
    return new Route(
        Route.Method.POST,
        "/slack/events",
        request -> {
          var receipt = slack.receive(request.headers(), request.body());
          return new Route.Response(receipt.status(), receipt.contentType(), receipt.body());
        });
  }

  private static Readiness readiness(Database database, Collection<Platform> platforms) {
    var parts = new TreeMap<String, String>();
    parts.put("database", database.health());
    platforms.forEach(platform -> parts.put(platform.name(), platform.health().detail()));
    return new Readiness(database.available(), parts);
  }

  private static PrometheusMeterRegistry metrics(
      Database database, Collection<Platform> platforms) {
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics())
        .forEach(binder -> binder.bindTo(metrics));
    Gauge.builder("headroom.database.available", () -> database.available() ? 1 : 0)
        .description("1 while the database answers")
        .register(metrics);
    platforms.forEach(platform ->
        Gauge.builder("headroom.chat.connected", () -> platform.health().connected() ? 1 : 0)
            .description("1 while the chat platform is connected")
            .tag("platform", platform.name())
            .register(metrics));
    return metrics;
  }
}
