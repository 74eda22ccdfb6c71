package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.SignatureCheck.Seen;
import dev.headroom.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fake is as strict as AWS: it knows the signatures that AWS published and those of AWS's SDK
/// for Python, and takes nothing else.
final class SignatureCheckTest {

  private static final Secret SECRET = new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final String SIGNATURE =
      "037ba43cc6f50b487ba8d50071138d8dd03b4a1133266f4f3abf76c8aaa8ed6f";
  private static final String REFUSED = "InvalidSignatureException";

  private static final SignatureCheck CHECK = check(SECRET, Optional.empty(), "eu-central-1");

  /// The test suite that AWS published for this signature.
  @ParameterizedTest
  @CsvSource({
    "GET, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "GET, Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "POST, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
  })
  void computesWhatAwsPublished(String method, String query, String signature) {
    var check = new SignatureCheck("AKIDEXAMPLE", SECRET, Optional.empty(), "us-east-1", "service");
    var headers = Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z");
    var seen = new Seen(method, "/", query, headers, "");

    assertThat(check.signature(seen, List.of("host", "x-amz-date"), "20150830"))
        .isEqualTo(signature);
  }

  @Test
  void takesWhatTheSdkForPythonSigns() {
    assertThat(CHECK.refusal(seen(), NOW)).isEmpty();
  }

  @Test
  void takesASessionTokenAndAPortToo() {
    var token = new Secret("a-session-token");
    var check = check(SECRET, Optional.of(token), "eu-central-1");
    var seen = with(withToken(), "host", "127.0.0.1:8181");

    assertThat(check.refusal(seen, NOW)).isEmpty();
  }

  @Test
  void refusesWhatIsSignedWithAnotherSecret() {
    var check = check(new Secret("another"), Optional.empty(), "eu-central-1");

    assertThat(check.refusal(seen(), NOW)).contains(REFUSED);
  }

  @Test
  void refusesWhatIsSignedForAnotherRegionOrService() {
    var other = new SignatureCheck("AKIDEXAMPLE", SECRET, Optional.empty(), "eu-central-1", "ce");

    assertThat(check(SECRET, Optional.empty(), "eu-west-1").refusal(seen(), NOW)).contains(REFUSED);
    assertThat(other.refusal(seen(), NOW)).contains(REFUSED);
  }

  @Test
  void refusesADateThatIsMoreThanFiveMinutesAway() {
    assertThat(CHECK.refusal(seen(), NOW.plus(Duration.ofMinutes(5)))).isEmpty();
    assertThat(CHECK.refusal(seen(), NOW.plus(Duration.ofSeconds(301)))).contains(REFUSED);
    assertThat(CHECK.refusal(seen(), NOW.minus(Duration.ofSeconds(301)))).contains(REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "content-type;x-amz-date;x-amz-target",
    "content-type;host;x-amz-target",
    "content-type;host;x-amz-date"
  })
  void refusesAHostDateOrTargetThatIsNotSigned(String names) {
    var day = "20261121";
    var signature = CHECK.signature(seen(), List.of(names.split(";")), day);
    var seen = with(seen(), "authorization", authorization(names, signature));

    assertThat(CHECK.refusal(seen, NOW)).contains(REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"host, evil.test", "x-amz-target, Another.Action", "x-amz-date, 20261121T120001Z"})
  void refusesAHeaderThatWasChangedOnTheWay(String name, String value) {
    assertThat(CHECK.refusal(with(seen(), name, value), NOW)).contains(REFUSED);
  }

  @Test
  void refusesABodyThatWasChangedOnTheWay() {
    var seen = new Seen("POST", "/", "", seen().headers(), "{}");

    assertThat(CHECK.refusal(seen, NOW)).contains(REFUSED);
  }

  @Test
  void refusesAKeyOrTokenItDoesNotKnow() {
    var token = check(SECRET, Optional.of(new Secret("other")), "eu-central-1");
    var stranger =
        new SignatureCheck("AKIDOTHER", SECRET, Optional.empty(), "eu-central-1", "servicequotas");

    assertThat(token.refusal(withToken(), NOW)).contains("UnrecognizedClientException");
    assertThat(CHECK.refusal(withToken(), NOW)).contains("UnrecognizedClientException");
    assertThat(stranger.refusal(seen(), NOW)).contains("UnrecognizedClientException");
  }

  @Test
  void refusesWhatIsNotSignedAtAll() {
    assertThat(CHECK.refusal(with(seen(), "authorization", "Bearer x"), NOW))
        .contains("MissingAuthenticationTokenException");
  }

  private static SignatureCheck check(Secret secret, Optional<Secret> token, String region) {
    return new SignatureCheck("AKIDEXAMPLE", secret, token, region, "servicequotas");
  }

  private static Seen seen() {
    return new Seen(
        "POST",
        "/",
        "",
        Map.of(
            "host", "servicequotas.eu-central-1.amazonaws.com",
            "content-type", "application/x-amz-json-1.1",
            "x-amz-date", "20261121T120000Z",
            "x-amz-target", "ServiceQuotasV20190624.ListServiceQuotas",
            "authorization", authorization(SIGNED, SIGNATURE)),
        "{\"ServiceCode\":\"bedrock\",\"MaxResults\":100}");
  }

  private static Seen withToken() {
    var authorization =
        authorization(
            "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
            "daa73543ec6a0edf9e76804c55eaa663b5b6b3f0cd1d9feb0e5f1b6233a034b1");
    return with(
        with(seen(), "x-amz-security-token", "a-session-token"), "authorization", authorization);
  }

  private static Seen with(Seen seen, String name, String value) {
    var headers = new HashMap<>(seen.headers());
    headers.put(name, value);
    return new Seen(seen.method(), seen.path(), seen.query(), headers, seen.body());
  }

  private static String authorization(String names, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-central-1/servicequotas/aws4_request,"
        + " SignedHeaders="
        + names
        + ", Signature="
        + signature;
  }
}
