package dev.headroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<Readiness> readiness =
      new AtomicReference<>(new Readiness(true, Map.of("slack", "connected", "database", "up")));
  private final HttpServer server =
      new HttpServer(
          new HttpSettings("127.0.0.1", 0),
          metrics,
          readiness::get,
          List.of(
              new Route(Route.Method.POST, "/echo", HttpServerTest::echo),
              new Route(Route.Method.GET, "/broken", request -> broken())));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void saysThatItLives() throws Exception {
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void saysWhetherItIsReadyAndWhatIsNot() throws Exception {
    assertThat(get("/ready").body())
        .isEqualTo(
            "{\"parts\":{\"database\":\"up\",\"slack\":\"connected\"},\"status\":\"ready\"}");

    readiness.set(new Readiness(false, Map.of("database", "down")));

    var answer = get("/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("not ready", "down");
  }

  @Test
  void showsMetrics() throws Exception {
    metrics.counter("headroom_polls_total", "account", "openai-prod").increment(3);

    var answer = get("/metrics");

    assertThat(answer.body()).contains("headroom_polls_total{account=\"openai-prod\"} 3.0");
    assertThat(answer.headers().firstValue("content-type")).get().asString().contains("text/plain");
  }

  @Test
  void handsRequestsToTheirRoutes() throws Exception {
    var answer = send("POST", "/echo?x=1", "täxt");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("täxt [1] yes");
  }

  @Test
  void answersErrorsInJson() throws Exception {
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/nowhere").body()).isEqualTo("{\"error\":\"there is nothing at this path\"}");
    assertThat(get("/echo").statusCode()).isEqualTo(405);
  }

  @Test
  void keepsTheWordsOfAFailureToItself() throws Exception {
    var answer = get("/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("error").doesNotContain("xoxb-secret");
  }

  @Test
  void saysWhichAddressIsTaken() {
    try (var second =
        new HttpServer(
            new HttpSettings("127.0.0.1", server.port()), metrics, readiness::get, List.of())) {
      assertThatThrownBy(second::start)
          .hasMessage(
              "http: must be free to listen on 127.0.0.1:%d, was refused".formatted(server.port()));
    }
  }

  private static Route.Response echo(Route.Request request) {
    var words =
        "%s %s %s".formatted(request.body(), request.query().get("x"), request.headers().get("Y"));
    return new Route.Response(201, "text/plain; charset=utf-8", words);
  }

  private static Route.Response broken() {
    throw new IllegalStateException("xoxb-secret");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Y", "yes")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
