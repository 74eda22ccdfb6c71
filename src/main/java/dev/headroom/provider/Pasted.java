package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/// What a person pasted after they logged in on a page: the code alone, `code#state` as some pages
/// show it, or the address they were sent to.
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
    if (text.matches("(?i)https?://.*")) {
      return ofAddress(text, redirect, state);
    }
    var hash = text.indexOf('#');
    if (hash >= 0) {
      return ofParts(text.substring(0, hash), text.substring(hash + 1), state);
    }
    return ofParts(text, state, state);
  }

  private static Pasted ofAddress(String text, URI redirect, String state) {
    var start = text.split("[?#]", 2)[0];
    if (!start.equals(redirect.toString())) {
      return new Wrong("The address must begin with " + redirect + "?code=");
    }
    var fields = fields(text.substring(start.length()));
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
    for (var part : query.split("[?#&]")) {
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
