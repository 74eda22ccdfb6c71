package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/// A server that speaks HTTP and the protocol of Redis on one port, as CLIProxyAPI does.
final class FakeProxy implements AutoCloseable {

  /// What it sends back to a command of Redis; then it may hang up.
  record Said(String bytes, boolean andHangsUp) {}

  private final Function<List<String>, Said> redis;
  private final List<Fixtures.Route> routes;
  private final ServerSocket server;
  private final List<List<String>> commands = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  FakeProxy(Function<List<String>, Said> redis, Fixtures.Route... routes) {
    this(ServerSocketFactory.getDefault(), redis, routes);
  }

  FakeProxy(
      ServerSocketFactory sockets, Function<List<String>, Said> redis, Fixtures.Route... routes) {
    this.redis = redis;
    this.routes = List.of(routes);
    try {
      this.server = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  static Said says(String bytes) {
    return new Said(bytes, false);
  }

  /// Sends so much and no more.
  static Said breaksOff(String bytes) {
    return new Said(bytes, true);
  }

  static Said list(String... texts) {
    var bytes = new StringBuilder("*" + texts.length + "\r\n");
    for (var text : texts) {
      bytes.append("$" + text.getBytes(UTF_8).length + "\r\n" + text + "\r\n");
    }
    return says(bytes.toString());
  }

  String address(String scheme) {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  /// Every command of Redis so far.
  List<List<String>> commands() {
    return List.copyOf(commands);
  }

  /// Every request of HTTP so far, as `GET /path`.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// How often someone came.
  int visits() {
    return connections.size();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      close();
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedInputStream(socket.getInputStream())) {
      in.mark(1);
      var first = in.read();
      in.reset();
      if (first == '*') {
        redis(in, socket.getOutputStream());
      } else {
        http(in, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The other side has hung up.
    }
  }

  private void redis(InputStream in, OutputStream out) throws IOException {
    while (true) {
      var command = new ArrayList<String>();
      var words = Integer.parseInt(line(in).substring(1));
      for (var word = 0; word < words; word++) {
        command.add(text(in, Integer.parseInt(line(in).substring(1))));
        line(in);
      }
      commands.add(List.copyOf(command));
      var said = redis.apply(command);
      out.write(said.bytes().getBytes(UTF_8));
      out.flush();
      if (said.andHangsUp()) {
        return;
      }
    }
  }

  private void http(InputStream in, OutputStream out) throws IOException {
    var request = line(in).replaceFirst("(\\?\\S*)? HTTP/1.1$", "");
    var length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      length = header.matches("(?i)content-length:.*") ? number(header) : length;
    }
    var body = text(in, length);
    requests.add(request);
    var answer =
        routes.stream()
            .filter(route -> route.request().equals(request))
            .filter(route -> route.body().stream().allMatch(body::contains))
            .findFirst()
            .map(Fixtures.Route::answer)
            .orElse(new Answer(404, Map.of(), "404 page not found"));
    var bytes = answer.text().getBytes(UTF_8);
    var head = new StringBuilder("HTTP/1.1 " + answer.status() + " so\r\nConnection: close\r\n");
    answer.headers().forEach((name, values) -> head.append(name + ": " + values.get(0) + "\r\n"));
    head.append("Content-Length: " + bytes.length + "\r\n\r\n");
    out.write(head.toString().getBytes(UTF_8));
    out.write(bytes);
    out.flush();
  }

  private static int number(String header) {
    return Integer.parseInt(header.replaceAll("\\D", ""));
  }

  private static String text(InputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("hung up");
      }
      line.append((char) next);
    }
    return line.substring(0, line.length() - 2);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
