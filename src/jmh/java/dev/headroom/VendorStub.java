package dev.headroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// A DeepSeek and an OpenRouter on loopback that give the recorded answers, in a process of their
/// own: what they cost is not counted, though they share the machine's cores.
record VendorStub(Process process, String url) implements AutoCloseable {

  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  /// Starts the process, and waits until it listens.
  static VendorStub start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), main().getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var port =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return new VendorStub(process, "http://127.0.0.1:" + port);
  }

  private static Class<?> main() {
    return VendorStub.class;
  }

  /// Listens, says where, and answers until the process is ended.
  public static void main(String[] args) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer(server, "/user/balance", "deepseek/user_balance.json");
    answer(server, "/key", "openrouter/key_management.json");
    answer(server, "/credits", "openrouter/credits.json");
    answer(server, "/activity", "openrouter/activity.json");
    answer(server, "/keys", "openrouter/keys_end.json");
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void answer(HttpServer server, String path, String fixture) throws IOException {
    var body = Files.readAllBytes(FIXTURES.resolve(fixture));
    server.createContext(path, exchange -> answer(exchange, body));
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
