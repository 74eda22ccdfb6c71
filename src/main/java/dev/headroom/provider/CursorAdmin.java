package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// How Cursor's Admin API is asked. It counts by the hour, so its answers will do for one; and it
/// answers twenty requests a minute, so what a first poll had no time for the next one finds.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api
///
/// @param login the key as the user name of a login that has no password
record CursorAdmin(URI base, Secret login, Api api) {

  private static final Duration HOUR = Duration.ofHours(1);

  static CursorAdmin of(URI base, Secret key, Api api) {
    var login =
        Base64.getEncoder().encodeToString((key.value() + ":").getBytes(StandardCharsets.UTF_8));
    return new CursorAdmin(base, new Secret(login), api);
  }

  Json get(String path) {
    return send(Request.get(base, path));
  }

  Json post(String path, Map<String, Object> body) {
    return send(Request.post(base, path).json(Json.write(body)));
  }

  /// Pages are counted from 1 in the request's body.
  ///
  /// @param count how many there are
  List<Json> pages(String path, Map<String, Object> body, Function<Json, Long> count) {
    var asked = new AtomicLong(1);
    return Pages.walk(
        cursor -> page(path, body, asked.get()),
        page ->
            asked.getAndIncrement() < count.apply(page)
                ? Optional.of(String.valueOf(asked.get()))
                : Optional.empty());
  }

  private Json page(String path, Map<String, Object> body, long number) {
    var fields = new LinkedHashMap<String, Object>(body);
    fields.put("page", number);
    fields.put("pageSize", 500);
    return post(path, fields);
  }

  private Json send(Request request) {
    return api.send(request.credential("Authorization", "Basic ", login).keptFor(HOUR)).json();
  }
}
