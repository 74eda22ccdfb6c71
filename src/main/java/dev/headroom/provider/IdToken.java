package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/// What an OpenID token says of who logged in. It is only shown, never trusted, so its signature is
/// not checked.
final class IdToken {

  private IdToken() {}

  /// The claims of the token in `answer`.
  ///
  /// @throws ApiException unreadable, when there are none
  static Json claims(Json answer) {
    var token = answer.at("id_token");
    var parts = token.name().split("\\.", -1);
    if (parts.length != 3) {
      throw token.mismatch("a token of three parts");
    }
    try {
      return Json.parse(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    } catch (IllegalArgumentException _) {
      throw token.mismatch("a token of three parts");
    }
  }
}
