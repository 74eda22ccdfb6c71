package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Where the access tokens of an account come from once it is logged in.
///
/// @param account its id
/// @param tokenUrl the token endpoint, whose origin must be one of the account's addresses; empty
///   where a token lasts until it is revoked
/// @param fields what the endpoint wants beside the refresh token, in order: `client_id`, `scope`
/// @param json whether it takes JSON rather than a form
/// @param seed a refresh token from the config, used until a newer one is stored
/// @param file the credential file of another tool, which is read and never written: its access
///   token is used as it is, because refreshing would log that tool out
/// @param fromFile reads such a file
/// @param hasLogin whether `headroom login` can make one
public record OAuth(
    String account,
    Optional<URI> tokenUrl,
    List<Request.Field> fields,
    boolean json,
    Optional<Secret> seed,
    Optional<Path> file,
    BiFunction<Json, Instant, Grant> fromFile,
    boolean hasLogin) {

  /// Where a login finds a refresh token in the config.
  public static final String REFRESH_TOKEN = "refresh-token";

  /// Where it finds another tool's credential file.
  public static final String CREDENTIALS_FILE = "credentials-file";

  public OAuth {
    fields = List.copyOf(fields);
  }

  /// The two keys by which a config may bring a login; without either a person makes one.
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
        access.account(),
        Optional.of(tokenUrl),
        fields,
        json,
        access.findSecret(REFRESH_TOKEN),
        access.findText(CREDENTIALS_FILE).map(Path::of),
        fromFile,
        true);
  }

  /// The login whose refresh token `access` configures; there is no other way to have one.
  ///
  /// @param client what the endpoint wants beside the refresh token, as JSON
  public static OAuth seeded(Access access, URI tokenUrl, Request.Field client) {
    return new OAuth(
        access.account(),
        Optional.of(tokenUrl),
        List.of(client),
        true,
        access.findSecret(REFRESH_TOKEN),
        Optional.empty(),
        (file, now) -> {
          throw file.mismatch("no file at all");
        },
        false);
  }

  /// A login that is another tool's alone: its file is read, and nothing is renewed.
  static OAuth ofFile(Access access, Path file, BiFunction<Json, Instant, Grant> fromFile) {
    return new OAuth(
        access.account(),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.of(file),
        fromFile,
        false);
  }

  /// A login whose token lasts until someone revokes it.
  public static OAuth lasting(Access access, BiFunction<Json, Instant, Grant> fromFile) {
    return new OAuth(
        access.account(),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        access.findText(CREDENTIALS_FILE).map(Path::of),
        fromFile,
        true);
  }

  /// What a person does when the login has ended, in half a sentence.
  public String remedy() {
    if (file.isPresent()) {
      return "the tool that owns the credential file renews it when it is used";
    }
    if (!hasLogin) {
      return "give it another refresh-token";
    }
    var login = "run `headroom login " + account + "`";
    return seed.isPresent()
        ? "give it another refresh-token, or remove that key and " + login
        : login;
  }

  /// `failure`, with the remedy where the credential was refused.
  ApiException remedied(ApiException failure) {
    var told = failure.failure();
    return told.kind() == Failure.Kind.AUTH
        ? new ApiException(
            new Failure(told.kind(), told.reason() + "; " + remedy(), told.retryAt()),
            failure.answer())
        : failure;
  }

  /// The request that turns a refresh token into an access token. It is never repeated by itself: a
  /// refresh token often works only once.
  ///
  /// @throws ApiException auth, when tokens of this login can't be renewed
  public Request refreshing(Secret refreshToken) {
    var endpoint =
        tokenUrl.orElseThrow(() ->
            ApiException.of(Failure.Kind.AUTH, "the login was revoked, and can't be renewed"));
    var all = new ArrayList<Request.Field>();
    all.add(new Request.Field("grant_type", "refresh_token"));
    all.add(new Request.Field("refresh_token", refreshToken.value()));
    all.addAll(fields);
    var request = Request.post(endpoint, "").asProbe();
    return (json ? request.jsonObject(all) : request.form(all)).hiding(List.of(refreshToken));
  }

  @Override
  public String toString() {
    return "OAuth[" + account + "]";
  }
}
