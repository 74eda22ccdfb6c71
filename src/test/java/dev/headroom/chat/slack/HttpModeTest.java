package dev.headroom.chat.slack;

import static dev.headroom.testing.Eventually.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.SlackSignature;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that Slack sends. Bolt judges their age by the real clock.
@Timeout(180)
final class HttpModeTest {

  private static final String SECRET = "signing-secret";

  private final FakeSlack slack = new FakeSlack();
  private final FakeInbox inbox = new FakeInbox();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SlackPlatform platform =
      new SlackPlatform(
          slack.httpMode(SECRET), chart -> new byte[1], executor, InstantSource.system());

  @BeforeEach
  void connect() {
    platform.start(inbox);
    await().until(() -> platform.health().connected());
  }

  @AfterEach
  void close() {
    platform.close();
    slack.close();
    executor.shutdownNow();
  }

  @Test
  void takesASignedCommandAndAnswersIt() {
    var body = command();

    var receipt = platform.receive(signed(body, Instant.now(), SECRET), body);

    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.body()).isEmpty();
    await().until(() -> !slack.calls("reply").isEmpty());
    assertThat(slack.calls("reply").getFirst().body()).contains("groq-free");
  }

  @Test
  void answersTheAddressCheckOfSlack() {
    var body = "{\"type\":\"url_verification\",\"challenge\":\"abc\",\"token\":\"x\"}";

    var receipt = platform.receive(signed(body, Instant.now(), SECRET), body);

    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.body()).contains("abc");
  }

  @Test
  void refusesAWrongSignature() {
    var body = command();

    assertThat(platform.receive(signed(body, Instant.now(), "other"), body).status())
        .isEqualTo(401);
    assertThat(inbox.asked).isEmpty();
  }

  @Test
  void refusesAChangedBody() {
    var headers = signed(command(), Instant.now(), SECRET);

    assertThat(platform.receive(headers, command() + "&text=all").status()).isEqualTo(401);
  }

  @Test
  void refusesAStaleRequest() {
    var body = command();
    var old = Instant.now().minus(Duration.ofMinutes(6));

    assertThat(platform.receive(signed(body, old, SECRET), body).status()).isEqualTo(401);
  }

  @Test
  void refusesARequestWithoutSignature() {
    assertThat(platform.receive(headers(), command()).status()).isEqualTo(401);
  }

  private String command() {
    return slack.commandFields("/quota", "", "U0ADA").entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> headers() {
    return Map.of("Content-Type", "application/x-www-form-urlencoded");
  }

  private static Map<String, String> signed(String body, Instant at, String secret) {
    var timestamp = String.valueOf(at.getEpochSecond());
    return Map.of(
        "X-Slack-Request-Timestamp",
        timestamp,
        "X-Slack-Signature",
        new SlackSignature.Generator(secret).generate(timestamp, body),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }
}
