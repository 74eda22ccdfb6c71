package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/// What a person pasted after they logged in on a page: the code alone, `code#state` as some pages
/// show it, or the address they were sent to, whole or from some point on.
sealed interface Pasted {

  /// The code, of this login as far as can be told.
  record Code(Secret code) implements Pasted {}

  /// The page sent them on without a code.
  ///
  /// @param code the word for why, like `access_denied`
  record Refused(String code) implements Pasted {}

  /// Something else; they may try again.
  ///
  /// @param expected what would be right, in a sentence
  record Wrong(String expected) implements Pasted {}

  /// Reads `line`, which must belong to the login with this redirect and state.
  static Pasted read(String line, URI redirect, String state) {
    var text = line.strip();
    var address =
        text.startsWith(redirect.getAuthority()) ? redirect.getScheme() + "://" + text : text;
    if (address.matches("(?i)https?://.*")) {
      return address.split("[?#]", 2)[0].equals(redirect.toString())
          ? ofFields(address, state)
          : new Wrong("The address must begin with " + redirect + "?code=");
    }
    if (text.matches("\\??(code|state|scope|iss|error)=.*")) {
      return ofFields(text, state);
    }
    var hash = text.indexOf('#');
    return hash < 0
        ? ofParts(text, state, state)
        : ofParts(text.substring(0, hash), text.substring(hash + 1), state);
  }

  private static Pasted ofFields(String address, String state) {
    var fields = fields(address);
    var given = fields.getOrDefault("state", "");
    if (fields.containsKey("error") && given.equals(state)) {
      return new Refused(fields.getOrDefault("error", ""));
    }
    return ofParts(fields.getOrDefault("code", ""), given, state);
  }

  private static Pasted ofParts(String code, String given, String state) {
    if (!code.matches("[!-~]{6,4000}")) {
      return new Wrong(
          "That is no code; it is one word without spaces, or the whole address that holds it.");
    }
    return given.equals(state)
        ? new Code(new Secret(code))
        : new Wrong("That code belongs to another attempt; take the one of the page above.");
  }

  private static Map<String, String> fields(String query) {
    var fields = new HashMap<String, String>();
    for (var part : query.split("[?#&]", -1)) {
      var sign = part.indexOf('=');
      if (sign > 0) {
        fields.put(part.substring(0, sign), decoded(part.substring(sign + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
