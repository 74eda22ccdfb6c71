package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The expected signatures are those that AWS's own SDK for Python makes.
final class SigV4Test {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void signsAsAwsDoes() {
    var signed =
        signer(Optional.empty())
            .sign(request("https://servicequotas.eu-central-1.amazonaws.com"), NOW);

    assertThat(signed.headers()).contains(new Request.Field("X-Amz-Date", "20261121T120000Z"));
    assertThat(signed.credentials())
        .containsExactly(
            authorization(
                "content-type;host;x-amz-date;x-amz-target",
                "037ba43cc6f50b487ba8d50071138d8dd03b4a1133266f4f3abf76c8aaa8ed6f"));
  }

  @Test
  void signsTheSessionTokenAndAPortToo() {
    var token = new Secret("a-session-token");
    var signed = signer(Optional.of(token)).sign(request("http://127.0.0.1:8181"), NOW);

    assertThat(signed.credentials())
        .containsExactly(
            new Request.Hidden("X-Amz-Security-Token", "", token),
            authorization(
                "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
                "daa73543ec6a0edf9e76804c55eaa663b5b6b3f0cd1d9feb0e5f1b6233a034b1"));
  }

  @Test
  void isTheSameWithoutWhatDiffersAtEverySigning() {
    var request = request("https://servicequotas.eu-central-1.amazonaws.com");
    var signer = signer(Optional.empty());
    var later = signer.sign(request, NOW.plus(Duration.ofHours(5)));

    assertThat(later).isNotEqualTo(signer.sign(request, NOW));
    assertThat(SigV4.unsigned(later)).isEqualTo(SigV4.unsigned(signer.sign(request, NOW)));
    assertThat(SigV4.unsigned(request)).isEqualTo(request);
  }

  @Test
  void printsNoSignature() {
    var signed = signer(Optional.empty()).sign(request("https://example.test"), NOW);

    assertThat(signed.toString()).doesNotContain("Signature=", "wJalrXUt");
    assertThat(signer(Optional.empty()).toString()).doesNotContain("wJalrXUt");
  }

  private static SigV4 signer(Optional<Secret> token) {
    return new SigV4(
        "AKIDEXAMPLE",
        new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        token,
        "eu-central-1",
        "servicequotas");
  }

  private static Request request(String base) {
    return Request.post(URI.create(base), "/")
        .header("X-Amz-Target", "ServiceQuotasV20190624.ListServiceQuotas")
        .body(
            new Request.Body(
                "application/x-amz-json-1.1", "{\"ServiceCode\":\"bedrock\",\"MaxResults\":100}"));
  }

  private static Request.Hidden authorization(String headers, String signature) {
    return new Request.Hidden(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
        new Secret(
            "20261121/eu-central-1/servicequotas/aws4_request, SignedHeaders="
                + headers
                + ", Signature="
                + signature));
  }
}
