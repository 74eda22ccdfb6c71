package dev.headroom.chat.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.bolt.util.SlackRequestParser.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP mode: hands what Slack sends to Bolt, which checks its signature and age first.
final class Requests {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
  private static final String JSON = "application/json";

  private final App app;
  private final Connection connection;
  private final SlackRequestParser parser;

  Requests(App app, Connection connection) {
    this.app = app;
    this.connection = connection;
    this.parser = new SlackRequestParser(app.config());
  }

  Receipt receive(Map<String, String> headers, String body) {
    // Bolt would start itself, asking auth.test for anyone's request.
    if (!connection.isStarted()) {
      return new Receipt(503, JSON, "{\"error\":\"not connected to Slack yet\"}");
    }
    try {
      var response = app.run(parser.parse(request(headers, body)));
      return new Receipt(
          response.getStatusCode(),
          Objects.requireNonNullElse(response.getContentType(), JSON),
          Objects.requireNonNullElse(response.getBody(), ""));
    } catch (Exception e) {
      LOG.warn("slack request=unreadable reason={}", e.getClass().getSimpleName());
      return new Receipt(400, JSON, "{\"error\":\"unreadable request\"}");
    }
  }

  private static HttpRequest request(Map<String, String> headers, String body) {
    var lists =
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.of(header.getValue()),
                    (first, second) -> first));
    return HttpRequest.builder()
        .requestUri("/slack/events")
        .requestBody(body)
        .headers(new RequestHeaders(lists))
        .queryString(Map.of())
        .build();
  }
}
