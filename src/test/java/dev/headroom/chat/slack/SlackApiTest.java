package dev.headroom.chat.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens below Slack's own answers. The fake answers once, then hangs up on whoever asks.
final class SlackApiTest {

  private final HttpServer server = server();
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksOnceWhenTheAnswerIsLost() {
    var api = new SlackApi(settings());

    assertThat(post(api)).isInstanceOf(Outcome.Done.class);
    assertThat(post(api)).isInstanceOf(Outcome.Busy.class);

    assertThat(asked).hasValue(2);
  }

  private static Outcome<ChatPostMessageResponse> post(SlackApi api) {
    return api.call(slack -> slack.chatPostMessage(r -> r.channel("C0TEST").text("hello")));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (asked.incrementAndGet() == 1) {
        var body = "{\"ok\":true}".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private SlackSettings settings() {
    return new SlackSettings(
        new Secret("xoxb-test"),
        Optional.empty(),
        Optional.of(new Secret("signing-secret")),
        URI.create("http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort())),
        List.of(),
        "");
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
