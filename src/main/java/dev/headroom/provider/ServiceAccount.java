package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A Google service account, by its JSON key. The key never leaves: it signs a claim that the token
/// endpoint gives an access token for, as RFC 7523 has it.
///
/// https://developers.google.com/identity/protocols/oauth2/service-account#httprest
///
/// @param audience the token endpoint as Google calls it, whatever way leads there
record ServiceAccount(
    String email,
    Optional<String> project,
    Optional<String> keyId,
    PrivateKey key,
    String audience) {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final long LIFETIME = Duration.ofHours(1).toSeconds();

  /// The same claim is signed for so long, so that its token can be kept.
  private static final long STEP = Duration.ofMinutes(30).toSeconds();

  /// Reads the file that the Cloud console gives.
  ///
  /// @throws ApiException auth, when it is another one
  static ServiceAccount read(Secret file) {
    try {
      var json = Json.parse(file.value());
      return new ServiceAccount(
          json.at("client_email").name(),
          json.at("project_id").findName(),
          json.at("private_key_id").findName(),
          key(json.at("private_key").text()),
          json.at("token_uri").findName().orElse("https://oauth2.googleapis.com/token"));
    } catch (ApiException | GeneralSecurityException | IllegalArgumentException e) {
      throw ApiException.of(
          Failure.Kind.AUTH, "service-account is not the JSON key of a service account");
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    var base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /// An access token for `scope`.
  ///
  /// @param tokenUrl the origin of the token endpoint
  /// @param age how old an earlier token may be, half an hour at most
  Secret token(Api api, URI tokenUrl, String scope, Instant now, Duration age) {
    var request =
        Request.post(tokenUrl, "/token")
            .form(
                new Request.Field("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new Request.Field("assertion", assertion(scope, now)));
    return Grant.read(api.send(request.keptFor(age)).json(), now).accessToken();
  }

  private String assertion(String scope, Instant now) {
    var header = new LinkedHashMap<String, String>(Map.of("alg", "RS256"));
    header.put("typ", "JWT");
    keyId.ifPresent(id -> header.put("kid", id));
    var issued = now.getEpochSecond() - now.getEpochSecond() % STEP;
    var claim = new LinkedHashMap<String, Object>();
    claim.put("iss", email);
    claim.put("scope", scope);
    claim.put("aud", audience);
    claim.put("iat", issued);
    claim.put("exp", issued + LIFETIME);
    var text = encoded(Json.write(header)) + "." + encoded(Json.write(claim));
    return text + "." + BASE64.encodeToString(signature(text));
  }

  private byte[] signature(String text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA with SHA-256", e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "ServiceAccount[" + email + "]";
  }
}
