package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;

/// One account's way to its provider over HTTP, for one poll. [Http#open] makes it.
///
/// Nothing goes to an origin that the account didn't configure, nor along a redirect to another.
final class HttpApi implements Api {

  private static final int MOST_BYTES = 5 << 20;
  private static final int MOST_REDIRECTS = 3;

  private final Http http;
  private final Provider provider;
  private final Access access;
  private final Kept kept;
  private final Deadline deadline;

  HttpApi(Http http, Provider provider, Access access, Kept kept, Deadline deadline) {
    this.http = http;
    this.provider = provider;
    this.access = access;
    this.kept = kept;
    this.deadline = deadline;
  }

  @Override
  public Answer send(Request request) {
    check(request.url());
    var earlier = kept.find(request, http.now());
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      var answer = new Retries(http, deadline).run(request, () -> once(request));
      kept.keep(request, answer, http.now());
      return answer;
    } catch (ApiException e) {
      kept.keep(request, e, http.now());
      throw e;
    }
  }

  @Override
  public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
    return new Tokens(http.logins(), access.account(), this)
        .accessToken(oauth, refused, http.now());
  }

  @Override
  public Duration left() {
    return deadline.left();
  }

  @Override
  public Patience patience() {
    return http.patience(access.account());
  }

  @Override
  public void redis(URI at, Secret password, Consumer<Redis> conversation) {
    check(at);
    var gate = http.enter(at.getHost(), deadline);
    try (var line = Line.to(at, http.tls(), deadline)) {
      var redis =
          new Redis(
              line, (kind, words) -> Failures.refusal(provider, kind, words, access.secrets()));
      redis.signIn(password);
      conversation.accept(redis);
    } finally {
      gate.release();
    }
  }

  private void check(URI url) {
    if (!Origins.isAmong(provider.origins(access), url)) {
      throw new IllegalStateException(
          "account %s: %s is not an origin its options name"
              .formatted(access.account(), Origins.of(url)));
    }
    Origins.problem(url)
        .ifPresent(problem -> {
          throw ApiException.of(Failure.Kind.NOT_AVAILABLE, "the configured address " + problem);
        });
  }

  private Answer once(Request request) {
    var url = url(request);
    for (var hop = 0; ; hop++) {
      var answer = exchange(request, url);
      if (answer.status() / 100 == 2) {
        return answer;
      }
      var next = answer.status() / 100 == 3 ? answer.header("Location").map(url::resolve) : null;
      if (next == null
          || next.isEmpty()
          || hop == MOST_REDIRECTS
          || !follows(request, url, next.get())) {
        throw Failures.of(provider, request, answer, http.now(), request.secrets(access.secrets()));
      }
      url = next.get();
    }
  }

  private static boolean follows(Request request, HttpUrl from, HttpUrl to) {
    return request.redirects()
        && request.method().equals("GET")
        && Origins.same(from.uri(), to.uri());
  }

  private Answer exchange(Request request, HttpUrl url) {
    var gate = http.enter(url.host(), deadline);
    try (var response =
        http.client(deadline.left(), request.probe()).newCall(outgoing(request, url)).execute()) {
      return answer(response);
    } catch (IOException e) {
      throw Unreachable.of(url.host(), e, deadline);
    } finally {
      gate.release();
    }
  }

  private okhttp3.Request outgoing(Request request, HttpUrl url) {
    var outgoing =
        new okhttp3.Request.Builder()
            .url(url)
            .method(request.method(), request.body().map(HttpApi::body).orElse(null))
            .header("User-Agent", http.userAgent())
            .header("Accept", "application/json");
    request.headers().forEach(header -> outgoing.header(header.name(), header.value()));
    request.credentials().forEach(header -> sign(outgoing, header));
    return outgoing.build();
  }

  /// OkHttp refuses what no header may carry, in words that may hold the credential.
  private static void sign(okhttp3.Request.Builder outgoing, Request.Hidden header) {
    try {
      outgoing.header(header.name(), header.prefix() + header.value().value());
    } catch (IllegalArgumentException _) {
      throw ApiException.of(
          Failure.Kind.AUTH,
          "the credential holds a line break or a letter beyond ASCII, so it can't be sent");
    }
  }

  private static RequestBody body(Request.Body body) {
    return RequestBody.create(body.text().getBytes(UTF_8), MediaType.get(body.mediaType()));
  }

  private static HttpUrl url(Request request) {
    var url = HttpUrl.get(request.url().toString()).newBuilder();
    for (var field : request.query()) {
      url.addQueryParameter(field.name(), field.value().isEmpty() ? null : field.value());
    }
    return url.build();
  }

  private static Answer answer(Response response) throws IOException {
    var headers = new TreeMap<String, List<String>>();
    response
        .headers()
        .toMultimap()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    var source = response.body().source();
    if (source.request(MOST_BYTES + 1L)) {
      throw ApiException.of(Failure.Kind.UNREADABLE, "the answer is larger than 5 MB");
    }
    return new Answer(response.code(), headers, source.readString(UTF_8));
  }

  @Override
  public String toString() {
    return "HttpApi[" + access + "]";
  }
}
