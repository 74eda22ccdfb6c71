package dev.headroom.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The vendors' APIs on a free loopback port: `/openai/v1`, `/openai-expired/v1`, `/anthropic`,
/// `/deepseek` and `/openrouter/api/v1` below [#address()].
public final class Simulator implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Simulator(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /// Starts to answer.
  ///
  /// @param clock what the vendors think the time is
  /// @param start when the demo begins: limits are chosen so that it gets interesting from then on
  /// @throws IOException when no port can be had
  public static Simulator start(InstantSource clock, Instant start) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vendors(start)
        .forEach((base, vendor) ->
            server.createContext(base + "/", exchange -> answer(exchange, base, vendor, clock)));
    var simulator = new Simulator(server);
    server.start();
    return simulator;
  }

  private static Map<String, Vendor> vendors(Instant start) {
    var calm = new Meter("openrouter", 3, 0, start);
    var bursting = new Meter(calm.name(), calm.perDay(), OpenRouterAnswers.burst(calm), start);
    return Map.of(
        "/openai/v1", new OpenAiAnswers(new Meter("openai", 16, 0, start)),
        "/openai-expired/v1", _ -> OpenAiAnswers.refused(),
        "/anthropic", new AnthropicAnswers(new Meter("anthropic", 22, 0, start)),
        "/deepseek", new DeepSeekAnswers(new Meter("deepseek", 1.5, 0, start)),
        "/openrouter/api/v1", new OpenRouterAnswers(bursting));
  }

  /// Where it listens, without a trailing slash.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String base, Vendor vendor, InstantSource clock)
      throws IOException {
    try (exchange) {
      var reply = vendor.answer(Call.of(exchange, base, clock.instant()));
      var body = reply.json().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
