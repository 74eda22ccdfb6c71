package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.provider.SignatureCheck.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// One service of AWS on loopback. It takes no request whose signature it can't make anew, and like
/// AWS it answers in JSON to who asks for that.
final class FakeAws implements AutoCloseable {

  private static final Fixtures FIXTURES = Fixtures.of("bedrock");

  private final SignatureCheck check;
  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Function<Seen, Answer> answers = any -> FIXTURES.answer("error_internal.json");

  FakeAws(SignatureCheck check) {
    this.check = check;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  FakeAws answering(Function<Seen, Answer> answer) {
    answers = answer;
    return this;
  }

  /// Answers everything with this fixture.
  FakeAws answering(String file) {
    return answering(any -> FIXTURES.answer(file));
  }

  /// Answers everything with this error.
  FakeAws failing(String file, int status) {
    return answering(any -> FIXTURES.answer(file, status));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Every request so far, the refused ones too.
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = request(exchange);
      seen.add(request);
      var answer =
          check
              .refusal(request, InstantSource.system().instant())
              .map(this::refusing)
              .orElseGet(() -> answers.apply(request));
      answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
      var json = isQuery() && request.header("accept").contains("json");
      var body = (json ? "{}" : answer.text()).getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer refusing(String name) {
    var text =
        isQuery()
            ? "<ErrorResponse><Error><Type>Sender</Type><Code>"
                + name
                + "</Code></Error></ErrorResponse>"
            : "{\"__type\": \"" + name + "\"}";
    return new Answer(400, Map.of(), text);
  }

  private boolean isQuery() {
    return check.service().equals("monitoring") || check.service().equals("sts");
  }

  private static Seen request(HttpExchange exchange) throws IOException {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    var query = exchange.getRequestURI().getRawQuery();
    return new Seen(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        headers,
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
