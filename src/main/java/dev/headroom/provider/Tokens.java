package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Where an account's access token comes from: another tool's file, or a login of its own.
final class Tokens {

  private final Logins logins;
  private final String account;
  private final Api api;

  Tokens(Logins logins, String account, Api api) {
    this.logins = logins;
    this.account = account;
    this.api = api;
  }

  Secret accessToken(OAuth oauth, Optional<Secret> refused, Instant now) {
    if (oauth.file().isPresent()) {
      return fromFile(oauth, oauth.file().get(), refused, now);
    }
    return logins.accessToken(
        account, oauth.seed(), refused, now, refreshToken -> renewed(oauth, refreshToken, now));
  }

  private Grant renewed(OAuth oauth, Secret refreshToken, Instant now) {
    try {
      return granted(api.send(oauth.refreshing(refreshToken)).json(), now);
    } catch (ApiException e) {
      throw oauth.remedied(e);
    }
  }

  /// Cursor says with a 200 that a login has ended.
  private static Grant granted(Json answer, Instant now) {
    if (answer.at("shouldLogout").findFlag().orElse(false)) {
      throw ApiException.of(Kind.AUTH, "the vendor has ended the login");
    }
    return Grant.read(answer, now);
  }

  private static Secret fromFile(OAuth oauth, Path file, Optional<Secret> refused, Instant now) {
    var grant = oauth.fromFile().apply(read(file), now);
    if (Grant.isOver(grant.expiresAt(), now)
        || refused.filter(grant.accessToken()::equals).isPresent()) {
      throw ApiException.of(
          Kind.AUTH,
          "the login in %s has ended; the tool that owns the file renews it when it is used"
              .formatted(file.getFileName()));
    }
    return grant.accessToken();
  }

  private static Json read(Path file) {
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw ApiException.of(
          Kind.AUTH, "the credential file %s can't be read".formatted(file.getFileName()));
    }
  }
}
