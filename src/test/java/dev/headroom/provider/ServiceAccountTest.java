package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceAccountTest {

  private static final KeyPair PAIR = pair();

  /// The JSON key of an account whose key pair is made for this run.
  static Secret file() {
    var key = Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded());
    return new Secret(
        Json.write(
            Map.of(
                "type", "service_account",
                "project_id", "example-project",
                "private_key_id", "key-1",
                "private_key",
                    "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
                "client_email", "bot@example-project.iam.gserviceaccount.com")));
  }

  @Test
  void signsAClaimThatIsTheSameForHalfAnHour() throws GeneralSecurityException {
    var first = assertion(Instant.parse("2026-11-21T12:00:00Z"));
    var parts = first.split("\\.", -1);

    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(PAIR.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(decoded(parts[0])).contains("\"alg\":\"RS256\"", "\"kid\":\"key-1\"");
    assertThat(decoded(parts[1]))
        .isEqualTo(
            "{\"iss\":\"bot@example-project.iam.gserviceaccount.com\","
                + "\"scope\":\"https://www.googleapis.com/auth/monitoring.read\","
                + "\"aud\":\"https://oauth2.googleapis.com/token\","
                + "\"iat\":1795262400,\"exp\":1795266000}");
    assertThat(assertion(Instant.parse("2026-11-21T12:29:59Z"))).isEqualTo(first);
    assertThat(assertion(Instant.parse("2026-11-21T12:30:00Z"))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush",
        "{}",
        "{\"client_email\": \"a@b\", \"private_key\": \"hush-4711\"}",
        "{\"client_email\": \"a@b\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nAAAA\\n\"}"
      })
  void saysThatAnotherFileIsNoKeyAndShowsNothingOfIt(String file) {
    assertThatThrownBy(() -> ServiceAccount.read(new Secret(file)))
        .hasMessage("AUTH: service-account is not the JSON key of a service account");
  }

  @Test
  void doesNotPrintItsKey() {
    assertThat(ServiceAccount.read(file()))
        .hasToString("ServiceAccount[bot@example-project.iam.gserviceaccount.com]");
  }

  private static String assertion(Instant now) {
    var sent = new ArrayList<Request>();
    ServiceAccount.read(file())
        .token(
            new Endpoint(sent),
            URI.create("https://oauth2.googleapis.com"),
            "https://www.googleapis.com/auth/monitoring.read",
            now,
            Duration.ZERO);
    var body = sent.getFirst().body().orElseThrow().text();
    assertThat(body)
        .startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&");
    return URLDecoder.decode(body.replaceFirst("^.*&assertion=", ""), UTF_8);
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  private record Endpoint(List<Request> sent) implements Api {
    @Override
    public Answer send(Request request) {
      sent.add(request);
      return Fixtures.of("gemini").answer("token.json");
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
      throw new IllegalStateException("not asked for");
    }
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
