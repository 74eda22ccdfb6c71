package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Keys that belong to a role: traded for a web identity, or taken on with other keys. They are
/// proven on services that take no others.
@DisabledIfEnvironmentVariable(
    named = "AWS_ACCESS_KEY_ID",
    matches = ".+",
    disabledReason = "the SDK would find these keys first")
final class AwsRoleTest {

  @RegisterExtension
  static final WireMockExtension ELSEWHERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final AwsSettings machine = new AwsSettings();
  private final FakeRegion role =
      new FakeRegion(
          "ASIASYNTHETIC",
          new Secret("hush-role-secret-4711"),
          Optional.of(new Secret("hush-role-session-4711")));
  private final FakeAws tokens =
      new FakeAws(
          new SignatureCheck(
              FakeRegion.ACCESS_KEY,
              FakeRegion.SECRET,
              Optional.of(FakeRegion.TOKEN),
              "eu-central-1",
              "sts"));

  @TempDir Path folder;

  @AfterEach
  void close() {
    machine.close();
    role.close();
    tokens.close();
  }

  @Test
  void tradesAWebIdentityForKeys() throws IOException {
    webIdentity();
    ELSEWHERE.stubFor(
        post(anyUrl())
            .withRequestBody(containing("WebIdentityToken=hush-web-identity-4711"))
            .willReturn(okXml(FakeRegion.text("assume_role_with_web_identity.xml"))));

    assertThat(role.poll(role.access(tokensAt(ELSEWHERE.baseUrl()))).gaps()).isEmpty();
    ELSEWHERE.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void saysThatTheWebIdentityWasRefused() throws IOException {
    webIdentity();
    ELSEWHERE.stubFor(
        post(anyUrl())
            .willReturn(status(400).withBody(FakeRegion.text("error_invalid_identity_token.xml"))));

    assertThat(failure(role, tokensAt(ELSEWHERE.baseUrl())))
        .isEqualTo(
            Failure.of(
                Kind.AUTH,
                "the credential was refused (400): No OpenIDConnect provider found in your account;"
                    + " check the keys, and that this machine's clock is right"));
  }

  @Test
  void asksATokenServiceThatFailsThreeTimesAndNoMore() throws IOException {
    webIdentity();
    ELSEWHERE.stubFor(post(anyUrl()).willReturn(status(503)));

    assertThat(failure(role, tokensAt(ELSEWHERE.baseUrl())).kind()).isEqualTo(Kind.UNREACHABLE);
    ELSEWHERE.verify(3, postRequestedFor(anyUrl()));
  }

  @Test
  void givesAWebIdentityToNoHostButAws() throws IOException {
    webIdentity();

    var failure = failure(role, Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.NOT_AVAILABLE);
    assertThat(failure.reason())
        .isEqualTo(
            "the default credential chain asks http://localhost:%d, which is not an address of AWS;"
                    .formatted(ELSEWHERE.getPort())
                + " give it as token-url if it is yours");
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  @Test
  void takesOnARoleAndKeepsItForHalfAnHour() {
    tokens.answering("assume_role.xml");
    var access = role.access(withRole());

    assertThat(role.poll(access).gaps()).isEmpty();
    role.passes(Duration.ofMinutes(29));
    assertThat(role.poll(access).gaps()).isEmpty();
    assertThat(tokens.seen()).hasSize(1);
    role.passes(Duration.ofMinutes(1));
    role.poll(access);
    assertThat(tokens.seen())
        .hasSize(2)
        .allSatisfy(seen -> assertThat(seen.body()).contains("RoleSessionName=headroom-bedrock-1"));
  }

  @Test
  void tellsTheRolesOwnerTheAgreedId() {
    tokens.answering("assume_role.xml");
    var options = withRole();

    assertThat(role.poll(role.access(options)).gaps()).isEmpty();
    assertThat(tokens.seen().getLast().body()).doesNotContain("ExternalId");

    options.put("external-id", new Access.Value.Text("team/4711"));
    assertThat(role.poll(role.access(options)).gaps()).isEmpty();
    assertThat(tokens.seen().getLast().body()).contains("ExternalId=team%2F4711");
  }

  @Test
  void takesAnAgreedIdWithoutARoleForAMistake() {
    var options = new HashMap<>(FakeRegion.keys());
    options.put("external-id", new Access.Value.Text("team/4711"));

    assertThat(failure(role, options))
        .isEqualTo(
            Failure.of(Kind.NOT_AVAILABLE, "role-arn must be configured beside external-id"));
  }

  @Test
  void saysThatTheRoleIsNotForTheKeys() {
    tokens.failing("error_role_denied.xml", 403);

    assertThat(failure(role, withRole()))
        .isEqualTo(
            Failure.of(
                Kind.FORBIDDEN,
                "the credential is not allowed to do this (403): User: *** is not authorized to"
                    + " perform: sts:AssumeRole; it needs sts:AssumeRole"));
  }

  private Map<String, Access.Value> withRole() {
    var options = new HashMap<>(FakeRegion.keys());
    options.put("role-arn", new Access.Value.Text("arn:aws:iam::111122223333:role/reader"));
    options.put("token-url", new Access.Value.Text(tokens.url()));
    return options;
  }

  private static Map<String, Access.Value> tokensAt(String url) {
    return Map.of("token-url", new Access.Value.Text(url));
  }

  private static Failure failure(FakeRegion region, Map<String, Access.Value> options) {
    return catchThrowableOfType(ApiException.class, () -> region.poll(region.access(options)))
        .failure();
  }

  private void webIdentity() throws IOException {
    machine.set("aws.roleArn", "arn:aws:iam::111122223333:role/reader");
    machine.set(
        "aws.webIdentityTokenFile",
        Files.writeString(folder.resolve("token"), "hush-web-identity-4711").toString());
    machine.set("aws.endpointUrlSts", ELSEWHERE.baseUrl());
  }
}
