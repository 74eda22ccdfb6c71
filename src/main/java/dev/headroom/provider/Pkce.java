package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headroom.secret.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The proof that who brings a code is who asked for it: the page gets the challenge, the token
/// endpoint the verifier.
///
/// https://www.rfc-editor.org/rfc/rfc7636
record Pkce(Secret verifier) {

  private static final int BYTES = 32;

  static Pkce random(SecureRandom random) {
    return new Pkce(new Secret(word(random)));
  }

  /// 32 random bytes as a word for an address.
  static String word(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return encoded(bytes);
  }

  /// The challenge by the method S256.
  String challenge() {
    try {
      return encoded(
          MessageDigest.getInstance("SHA-256").digest(verifier.value().getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
