package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// How the accounts of one provider log in: where access tokens come from.
///
/// @param tokenUrl the token endpoint; its origin must be one of the account's addresses
/// @param fields what the endpoint wants beside the refresh token, in order: `client_id`, `scope`
/// @param json whether it takes JSON rather than a form
/// @param seed a refresh token from the config, used until a newer one is stored
/// @param file the credential file of another tool, which is read and never written: its access
///   token is used as it is, because refreshing would log that tool out
/// @param fromFile reads such a file
public record OAuth(
    URI tokenUrl,
    List<Request.Field> fields,
    boolean json,
    Optional<Secret> seed,
    Optional<Path> file,
    BiFunction<Json, Instant, Grant> fromFile) {

  /// Where a login finds a refresh token in the config.
  public static final String REFRESH_TOKEN = "refresh-token";

  /// Where it finds another tool's credential file.
  public static final String CREDENTIALS_FILE = "credentials-file";

  public OAuth {
    fields = List.copyOf(fields);
  }

  /// The two keys by which a config may bring a login; without either it is refused.
  public static List<Option> options(String tool) {
    return List.of(
        Option.secret(REFRESH_TOKEN, "a refresh token of a login that only Headroom uses")
            .optional(),
        Option.text(CREDENTIALS_FILE, "the credential file of " + tool + ", which is only read"));
  }

  /// The login that `access` configures.
  public static OAuth of(
      Access access,
      URI tokenUrl,
      boolean json,
      List<Request.Field> fields,
      BiFunction<Json, Instant, Grant> fromFile) {
    return new OAuth(
        tokenUrl,
        fields,
        json,
        access.findSecret(REFRESH_TOKEN),
        access.findText(CREDENTIALS_FILE).map(Path::of),
        fromFile);
  }

  /// The request that turns a refresh token into an access token. It is never repeated by itself: a
  /// refresh token often works only once.
  public Request refreshing(Secret refreshToken) {
    var all = new ArrayList<Request.Field>();
    all.add(new Request.Field("grant_type", "refresh_token"));
    all.add(new Request.Field("refresh_token", refreshToken.value()));
    all.addAll(fields);
    var request = Request.post(tokenUrl, "").asProbe();
    return json
        ? request.json(Json.write(object(all)))
        : request.form(all.toArray(Request.Field[]::new));
  }

  private static Map<String, String> object(List<Request.Field> fields) {
    var object = new LinkedHashMap<String, String>();
    fields.forEach(field -> object.put(field.name(), field.value()));
    return object;
  }

  @Override
  public String toString() {
    return "OAuth[" + tokenUrl + "]";
  }
}
