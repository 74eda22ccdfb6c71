package dev.headroom.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves `GET /health` (the process lives), `GET /ready` (it can work), `GET /metrics`
/// (Prometheus) and the routes it is given. Errors are JSON: `{"error": "…"}`.
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpSettings settings;
  private final PrometheusMeterRegistry metrics;
  private final Supplier<Readiness> readiness;
  private final List<Route> routes;
  private final Javalin javalin;

  public HttpServer(
      HttpSettings settings,
      PrometheusMeterRegistry metrics,
      Supplier<Readiness> readiness,
      List<Route> routes) {
    this.settings = settings;
    this.metrics = metrics;
    this.readiness = readiness;
    this.routes = List.copyOf(routes);
    this.javalin = Javalin.create(this::configure);
  }

  /// Listens from now on.
  ///
  /// @throws IllegalStateException when the address is taken or not ours
  public void start() {
    try {
      javalin.start(settings.bind(), settings.port());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "http: must be free to listen on %s:%d, was refused"
              .formatted(settings.bind(), settings.port()),
          e);
    }
    LOG.info("http listening=http://{}:{}", settings.bind(), port());
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    add(config.routes);
  }

  private void add(RoutesConfig own) {
    own.get("/health", context -> context.json(Map.of("status", "up")));
    own.get("/ready", this::ready);
    own.get("/metrics", context -> context.contentType(METRICS).result(metrics.scrape()));
    for (var route : routes) {
      Handler handler = context -> answer(context, route.handler());
      switch (route.method()) {
        case GET -> own.get(route.path(), handler);
        case POST -> own.post(route.path(), handler);
      }
    }
    own.exception(HttpResponseException.class, HttpServer::refuse);
    own.exception(Exception.class, HttpServer::fail);
  }

  private void ready(Context context) {
    var now = readiness.get();
    context
        .status(now.ready() ? 200 : 503)
        .json(
            new TreeMap<>(
                Map.of(
                    "status",
                    now.ready() ? "ready" : "not ready",
                    "parts",
                    new TreeMap<>(now.parts()))));
  }

  private static void answer(Context context, Route.Handler handler) {
    var request = new Route.Request(context.queryParamMap(), context.headerMap(), context.body());
    var response = handler.handle(request);
    context.status(response.status()).contentType(response.contentType()).result(response.body());
  }

  private static void refuse(HttpResponseException refusal, Context context) {
    context.status(refusal.getStatus()).json(Map.of("error", words(refusal.getStatus())));
  }

  private static String words(int status) {
    return switch (status) {
      case 404 -> "there is nothing at this path";
      case 405 -> "this path does not take this method";
      case 413 -> "the request is too large";
      default -> "the request was refused with status " + status;
    };
  }

  private static void fail(Exception failure, Context context) {
    LOG.error("http path={} outcome=failed", context.path(), failure);
    context.status(500).json(Map.of("error", "something failed here; it is in the log"));
  }
}
