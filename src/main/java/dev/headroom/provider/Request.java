package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One request to a provider. Its secrets don't print.
///
/// @param url where it goes, without the query
/// @param query in order; a name may repeat
/// @param headers plain headers, in order; `User-Agent` and `Accept` have a fallback
/// @param credentials headers whose values are secret, like `Authorization`
/// @param body what is sent, with its media type
/// @param keptFor for how long an earlier good answer will do instead of asking again; zero: never
/// @param probe whether it spends tokens or money, and so is never repeated by itself
/// @param redirects whether a GET may follow a redirect within its origin; where it may not, a
///   redirect means that the session has ended
public record Request(
    String method,
    URI url,
    List<Field> query,
    List<Field> headers,
    List<Hidden> credentials,
    Optional<Body> body,
    Duration keptFor,
    boolean probe,
    boolean redirects) {

  /// A name with its value; in a query an empty one makes the name stand alone.
  public record Field(String name, String value) {}

  /// A header whose value is secret; `prefix` is the part that is not, like `Bearer `.
  public record Hidden(String name, String prefix, Secret value) {}

  /// What is sent; it may hold secrets, so it doesn't print.
  ///
  /// @param secrets those in it that the account's config doesn't name
  public record Body(String mediaType, String text, List<Secret> secrets) {
    public Body {
      secrets = List.copyOf(secrets);
    }

    public Body(String mediaType, String text) {
      this(mediaType, text, List.of());
    }

    @Override
    public String toString() {
      return "Body[" + mediaType + ", " + text.length() + " characters]";
    }
  }

  public Request {
    query = List.copyOf(query);
    headers = List.copyOf(headers);
    credentials = List.copyOf(credentials);
  }

  public static Request get(URI base, String path) {
    return of("GET", base, path);
  }

  public static Request post(URI base, String path) {
    return of("POST", base, path);
  }

  private static Request of(String method, URI base, String path) {
    return new Request(
        method,
        URI.create(base + path),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Duration.ZERO,
        false,
        true);
  }

  /// Adds one parameter for each value, repeating the name.
  public Request query(String name, Object... values) {
    var all = new ArrayList<>(query);
    for (var value : values) {
      all.add(new Field(name, value.toString()));
    }
    return new Request(method, url, all, headers, credentials, body, keptFor, probe, redirects);
  }

  public Request header(String name, String value) {
    var all = new ArrayList<>(headers);
    all.add(new Field(name, value));
    return new Request(method, url, query, all, credentials, body, keptFor, probe, redirects);
  }

  public Request bearer(Secret token) {
    return credential("Authorization", "Bearer ", token);
  }

  public Request credential(String name, String prefix, Secret value) {
    var all = new ArrayList<>(credentials);
    all.add(new Hidden(name, prefix, value));
    return new Request(method, url, query, headers, all, body, keptFor, probe, redirects);
  }

  /// A JSON body, already written as text.
  public Request json(String text) {
    return body(new Body("application/json", text));
  }

  public Request body(Body content) {
    return new Request(
        method, url, query, headers, credentials, Optional.of(content), keptFor, probe, redirects);
  }

  public Request keptFor(Duration time) {
    return new Request(method, url, query, headers, credentials, body, time, probe, redirects);
  }

  public Request asProbe() {
    return new Request(method, url, query, headers, credentials, body, keptFor, true, redirects);
  }

  /// For providers behind a browser's cookie: a redirect leads to their sign-in page.
  public Request withoutRedirects() {
    return new Request(method, url, query, headers, credentials, body, keptFor, probe, false);
  }

  /// A form, as token endpoints take it.
  public Request form(Field... fields) {
    return form(List.of(fields));
  }

  Request form(List<Field> fields) {
    return body(new Body("application/x-www-form-urlencoded", encoded(fields)));
  }

  /// The same fields as a JSON object of texts.
  Request jsonObject(List<Field> fields) {
    var object = new LinkedHashMap<String, String>();
    fields.forEach(field -> object.put(field.name(), field.value()));
    return json(Json.write(object));
  }

  /// With what no words about it may hold, whatever the vendor echoes; the body must be set.
  Request hiding(List<Secret> secrets) {
    return body.map(content -> body(new Body(content.mediaType(), content.text(), secrets)))
        .orElse(this);
  }

  /// What no words about this request may hold.
  ///
  /// @param known the secrets of the account
  List<Secret> secrets(List<Secret> known) {
    return Stream.of(
            known.stream(),
            credentials.stream().map(Hidden::value),
            body.stream().flatMap(content -> content.secrets().stream()))
        .flatMap(secrets -> secrets)
        .toList();
  }

  static String encoded(List<Field> fields) {
    return fields.stream()
        .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
        .collect(Collectors.joining("&"));
  }

  /// `text` as one segment of a path, whatever is in it.
  public static String segment(String text) {
    return encoded(text).replace("+", "%20");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
