package dev.headroom.chat.discord;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.AttachedFile;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Discord's REST API: sends one request and says what came back. It obeys the rate limits and
/// never retries; whether to try again is the caller's to know.
final class DiscordRest implements AutoCloseable {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DiscordSettings settings;
  private final InstantSource clock;

  /// Kept open, so that many who ask at once don't wait for as many connections each time.
  private static final int IDLE = 32;

  private final RateLimits limits = new RateLimits();
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ofSeconds(5))
          .callTimeout(PATIENCE)
          .followRedirects(false)
          .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
          .build();
  private final OkHttpClient once = http.newBuilder().retryOnConnectionFailure(false).build();

  DiscordRest(DiscordSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Asks for `path`, like `users/@me`.
  Reply get(String path) throws IOException {
    return call(http, "GET", path, Optional.empty(), PATIENCE);
  }

  /// Sends `payload`, with `files` as attachments. It may arrive twice, when a connection breaks.
  Reply send(
      String method, String path, DataObject payload, Collection<? extends AttachedFile> files)
      throws IOException {
    return call(http, method, path, Optional.of(body(payload, files)), PATIENCE);
  }

  /// Sends `payload` a single time and waits at most `patience`, for who counts the attempts.
  Reply sendOnce(
      String method,
      String path,
      DataObject payload,
      Collection<? extends AttachedFile> files,
      Duration patience)
      throws IOException {
    return call(once, method, path, Optional.of(body(payload, files)), patience);
  }

  private static RequestBody body(DataObject payload, Collection<? extends AttachedFile> files) {
    return files.isEmpty()
        ? RequestBody.create(payload.toJson(), JSON)
        : AttachedFile.createMultipartBody(files, payload).build();
  }

  private Reply call(
      OkHttpClient client,
      String method,
      String path,
      Optional<RequestBody> body,
      Duration patience)
      throws IOException {
    var route = route(method, path);
    var pause = limits.pause(route, clock.instant());
    if (pause.isPresent()) {
      return new Reply(429, "", pause.get());
    }
    var request =
        new Request.Builder()
            .url(settings.apiUrl().resolve(path).toString())
            .header("Authorization", "Bot " + settings.token().value())
            .header("User-Agent", RestConfig.USER_AGENT)
            .method(method, body.orElse(null))
            .build();
    var call = client.newCall(request);
    call.timeout().timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    try (var response = call.execute()) {
      return read(route, response);
    }
  }

  private Reply read(String route, Response response) throws IOException {
    var body = response.body().string();
    var now = clock.instant();
    if (response.code() == 429) {
      var pause = seconds(retryAfter(response, body)).orElse(Duration.ofSeconds(5));
      limits.refused(route, isGlobal(response), pause, now);
      return new Reply(429, body, pause);
    }
    if ("0".equals(response.header("X-RateLimit-Remaining"))) {
      seconds(header(response, "X-RateLimit-Reset-After"))
          .ifPresent(pause -> limits.usedUp(route, pause, now));
    }
    return new Reply(response.code(), body, Duration.ZERO);
  }

  /// Discord's own 429 has the precise pause in its body; one of a proxy before it only a header.
  private static String retryAfter(Response response, String body) {
    return body.startsWith("{")
        ? DataObject.fromJson(body).getString("retry_after", "")
        : header(response, "Retry-After");
  }

  private static String header(Response response, String name) {
    return Optional.ofNullable(response.header(name)).orElse("");
  }

  private static boolean isGlobal(Response response) {
    return response.header("X-RateLimit-Global") != null || response.header("Via") == null;
  }

  private static Optional<Duration> seconds(String text) {
    return Optional.of(text)
        .filter(number -> number.matches("[0-9]{1,9}([.][0-9]+)?"))
        .map(number -> Duration.ofMillis(new BigDecimal(number).movePointRight(3).longValue()));
  }

  /// What Discord counts together: the method and the channel, server or interaction.
  private static String route(String method, String path) {
    int parts = path.startsWith("channels/") ? 2 : 3;
    return Stream.of(path.split("[/?]", -1))
        .limit(parts)
        .collect(Collectors.joining("/", method + " ", ""));
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }
}
