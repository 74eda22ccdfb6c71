package dev.headroom;

import static dev.headroom.testing.Eventually.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.SlackSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole program as monitoring and Slack see it over HTTP.
@Timeout(180)
final class WebTest {

  private static final String SECRET = "signing-secret";
  private static final String OTHER = "another-secret";

  private final House house = new House();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    house.close();
  }

  @Test
  void livesWithoutItsDatabaseButIsReadyOnlyWithIt() {
    house.wire.shut();
    int port = house.startServing(SECRET);

    assertThat(get(port, "/health").statusCode()).isEqualTo(200);
    var away = get(port, "/ready");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("\"not ready\"", "database", "is away", "slack");
    assertThat(get(port, "/metrics").body()).contains("headroom_database_available 0.0");

    house.wire.open();
    await().until(() -> get(port, "/ready").statusCode() == 200);
    var metrics = get(port, "/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "headroom_database_available 1.0",
            "headroom_chat_connected{platform=\"slack\"}",
            "jvm_memory_used_bytes");

    house.wire.shut();
    await().until(() -> get(port, "/ready").statusCode() == 503);
    assertThat(get(port, "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void takesFromSlackOnlyWhatIsSignedAndFresh() {
    int port = house.startServing(SECRET);
    house.awaitPoll();
    var old = Instant.now().minus(Duration.ofMinutes(6));
    await().until(() -> post(port, Instant.now(), OTHER) == 401);

    assertThat(post(port, old, SECRET)).isEqualTo(401);
    assertThat(post(port, Map.of(), command())).isEqualTo(401);
    assertThat(post(port, signature(Instant.now(), SECRET, command()), command())).isEqualTo(401);
    assertThat(house.slack.calls("reply")).isEmpty();

    assertThat(post(port, Instant.now(), SECRET)).isEqualTo(200);
    await().until(() -> !house.slack.calls("reply").isEmpty());
    assertThat(house.slack.calls("reply"))
        .singleElement()
        .satisfies(reply -> assertThat(reply.body()).contains("router", "23%"));
  }

  private int post(int port, Instant at, String secret) {
    var body = command();
    return post(port, signature(at, secret, body), body);
  }

  private int post(int port, Map<String, String> headers, String body) {
    var request =
        HttpRequest.newBuilder(uri(port, "/slack/events"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build()).statusCode();
  }

  /// Each has another trigger, so that a signature of one is none of the next.
  private String command() {
    return house.slack.commandFields("/quota", "", "U0ADA").entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> signature(Instant at, String secret, String body) {
    var timestamp = String.valueOf(at.getEpochSecond());
    return Map.of(
        "X-Slack-Request-Timestamp",
        timestamp,
        "X-Slack-Signature",
        new SlackSignature.Generator(secret).generate(timestamp, body));
  }

  private HttpResponse<String> get(int port, String path) {
    return send(HttpRequest.newBuilder(uri(port, path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
