package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The way out that the SDK of AWS is given: every request of it goes through the account's [Api],
/// and so only to the account's addresses, within the poll's time, and with its retries and caps.
///
/// A refusal leaves it as the [ApiException] it is; the SDK sees only good answers.
///
/// @param keptFor how long an earlier good answer will do
record AwsHttp(Api api, Duration keptFor) implements SdkHttpClient {

  private static final String METHOD = "AWS4-HMAC-SHA256 ";

  /// What our own way out writes itself.
  private static final Set<String> OURS = Set.of("content-length", "content-type", "user-agent");

  private static final Set<String> SECRET =
      Set.of("authorization", "x-amz-security-token", "x-amz-sso_bearer_token");

  /// What differs each time the same request is sent.
  private static final Set<String> FRESH =
      Set.of("x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request");

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(understood(api.send(outgoing(request))));
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}

  private Request outgoing(HttpExecuteRequest call) throws IOException {
    var request = plain(call);
    for (var header : call.httpRequest().headers().entrySet()) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      var value = String.join(",", header.getValue());
      if (SECRET.contains(name)) {
        var prefix = value.startsWith(METHOD) ? METHOD : "";
        request =
            request.credential(
                header.getKey(), prefix, new Secret(value.substring(prefix.length())));
      } else if (!OURS.contains(name)) {
        request = request.header(header.getKey(), value);
      }
    }
    return request.keptFor(keptFor);
  }

  private static Request plain(HttpExecuteRequest call) throws IOException {
    var from = call.httpRequest();
    var get = from.method() == SdkHttpMethod.GET;
    var request = get ? Request.get(address(from), "") : Request.post(address(from), "");
    for (var field : from.rawQueryParameters().entrySet()) {
      request = request.query(field.getKey(), field.getValue().toArray());
    }
    // Some services answer in JSON to who accepts it, which the SDK takes for XML.
    var accepting = request.header("Accept", "*/*");
    return get ? accepting : accepting.body(body(call));
  }

  private static URI address(SdkHttpRequest from) {
    var uri = from.getUri();
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
  }

  private static Request.Body body(HttpExecuteRequest call) throws IOException {
    var type = call.httpRequest().firstMatchingHeader("Content-Type").orElse("text/plain");
    if (call.contentStreamProvider().isEmpty()) {
      return new Request.Body(type, "");
    }
    try (var stream = call.contentStreamProvider().get().newStream()) {
      return new Request.Body(type, new String(stream.readAllBytes(), UTF_8));
    }
  }

  /// All that AWS answers in JSON is an object; the SDK would not say what it found instead.
  private static Answer understood(Answer answer) {
    if (answer.text().stripLeading().startsWith("[")) {
      answer.json().fields();
    }
    return answer;
  }

  private static HttpExecuteResponse response(Answer answer) {
    var head = SdkHttpResponse.builder().statusCode(answer.status());
    answer.headers().forEach(head::putHeader);
    return HttpExecuteResponse.builder()
        .response(head.removeHeader("content-length").build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(answer.text().getBytes(UTF_8))))
        .build();
  }

  /// A request that AWS's signature is on, without what differs each time, so that an answer can be
  /// kept for it; any other as it is.
  static Request unsigned(Request request) {
    if (request.credentials().stream().noneMatch(it -> it.prefix().equals(METHOD))) {
      return request;
    }
    return new Request(
        request.method(),
        request.url(),
        request.query(),
        request.headers().stream().filter(AwsHttp::isTheSame).toList(),
        List.of(),
        request.body(),
        request.keptFor(),
        request.probe(),
        request.redirects());
  }

  private static boolean isTheSame(Request.Field header) {
    return !FRESH.contains(header.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String clientName() {
    return "Headroom";
  }
}
