package dev.headroom.http;

import java.util.List;
import java.util.Map;

/// An address and what answers there.
///
/// @param path such as `/slack/events`
public record Route(Method method, String path, Handler handler) {

  /// What may be asked.
  public enum Method {
    GET,
    POST
  }

  /// What answers a request. What it throws is logged and answered with 500, without its words.
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request);
  }

  /// A request, as far as handlers need it.
  ///
  /// @param body exactly as it came, as UTF-8
  public record Request(Map<String, List<String>> query, Map<String, String> headers, String body) {

    public Request {
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
    }
  }

  /// An answer.
  public record Response(int status, String contentType, String body) {

    public static Response json(int status, String body) {
      return new Response(status, "application/json", body);
    }
  }
}
