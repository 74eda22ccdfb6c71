package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Where keys come from. Those that are found are proven on services that take no others.
@DisabledIfEnvironmentVariable(
    named = "AWS_ACCESS_KEY_ID",
    matches = ".+",
    disabledReason = "the SDK would find these keys first")
final class AwsKeysTest {

  @RegisterExtension
  static final WireMockExtension ELSEWHERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Secret ROLE_SECRET = new Secret("hush-role-secret-4711");
  private static final Secret ROLE_TOKEN = new Secret("hush-role-session-4711");

  private final AwsSettings machine = new AwsSettings();
  private final FakeRegion own = new FakeRegion();
  private final FakeRegion role =
      new FakeRegion("ASIASYNTHETIC", ROLE_SECRET, Optional.of(ROLE_TOKEN));
  @TempDir Path folder;

  @AfterEach
  void close() {
    machine.close();
    own.close();
    role.close();
  }

  @Test
  void looksNowhereElseWhenTheAccountHasKeys() {
    machine.set("aws.disableEc2Metadata", "false");
    machine.set("aws.ec2MetadataServiceEndpoint", ELSEWHERE.baseUrl());
    machine.set("aws.accessKeyId", "AKIDOTHER");
    machine.set("aws.secretAccessKey", "other");

    assertThat(own.poll(own.access()).gaps()).isEmpty();
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  /// The SDK reads the machine's files for whomever it serves.
  @Test
  void saysThatTheMachinesFilesAreBroken() throws IOException {
    profile("[broken");

    assertThat(failure(own, FakeRegion.keys()))
        .isEqualTo(
            Failure.of(
                Kind.AUTH,
                "the AWS files of this machine, ~/.aws/config or ~/.aws/credentials, are broken"));
  }

  @Test
  void findsNoKeysInABrokenFile() throws IOException {
    profile("[broken");

    assertThat(failure(own, Map.of()).kind()).isEqualTo(Kind.AUTH);
    assertThat(failure(own, Map.of("profile", new Access.Value.Text("team"))).kind())
        .isEqualTo(Kind.AUTH);
  }

  @Test
  void wantsBothHalvesOfAKey() {
    var half = Map.<String, Access.Value>of("access-key", new Access.Value.Text("AKIDEXAMPLE"));

    assertThat(failure(own, half))
        .isEqualTo(
            Failure.of(Kind.AUTH, "access-key and secret-key must be given together, or neither"));
  }

  @Test
  void findsKeysInTheEnvironment() {
    machine.set("aws.accessKeyId", FakeRegion.ACCESS_KEY);
    machine.set("aws.secretAccessKey", FakeRegion.SECRET.value());
    machine.set("aws.sessionToken", FakeRegion.TOKEN.value());

    assertThat(own.poll(own.access(Map.of())).gaps()).isEmpty();
  }

  @Test
  void findsKeysInAProfile() throws IOException {
    profile(
        """
        [team]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        aws_session_token = %s
        """
            .formatted(FakeRegion.ACCESS_KEY, FakeRegion.SECRET.value(), FakeRegion.TOKEN.value()));

    assertThat(own.poll(own.access(Map.of("profile", new Access.Value.Text("team")))).gaps())
        .isEmpty();
  }

  @Test
  void saysWhichProfileHasNone() {
    assertThat(failure(own, Map.of("profile", new Access.Value.Text("team"))))
        .isEqualTo(
            Failure.of(
                Kind.AUTH, "the AWS profile team gives no keys; sign in to it, or set it up"));
  }

  @Test
  void findsKeysOfTheInstance() {
    machine.set("aws.disableEc2Metadata", "false");
    machine.set("aws.ec2MetadataServiceEndpoint", ELSEWHERE.baseUrl());
    var path = "/latest/meta-data/iam/security-credentials/";
    ELSEWHERE.stubFor(put(urlPathEqualTo("/latest/api/token")).willReturn(ok("a-token")));
    ELSEWHERE.stubFor(get(urlPathEqualTo(path)).willReturn(ok("reader")));
    ELSEWHERE.stubFor(
        get(urlPathEqualTo(path + "reader"))
            .willReturn(
                okJson(
                    """
                    {"Code": "Success", "AccessKeyId": "ASIASYNTHETIC", "Token": "%s",
                     "SecretAccessKey": "%s", "Expiration": "2099-11-21T13:00:00Z"}
                    """
                        .formatted(ROLE_TOKEN.value(), ROLE_SECRET.value()))));

    assertThat(role.poll(role.access(Map.of())).gaps()).isEmpty();
  }

  @Test
  void saysWhatToConfigureWhenThereAreNone() {
    assertThat(failure(own, Map.of()))
        .isEqualTo(
            Failure.of(
                Kind.AUTH,
                "no AWS keys were found; give access-key and secret-key, or a profile, or run where"
                    + " the default credential chain finds some: environment, web identity,"
                    + " container or instance role"));
    assertThat(own.asked()).isEmpty();
  }

  @Test
  void looksNoLongerThanThePollMay() throws IOException {
    profile("[team]\ncredential_process = sleep 20\n");
    var access = own.access(Map.of("profile", new Access.Value.Text("team")));

    var thrown =
        catchThrowableOfType(ApiException.class, () -> own.poll(access, Duration.ofMillis(200)));

    assertThat(thrown)
        .hasMessage("UNREACHABLE: the default credential chain of AWS found no keys in time");
  }

  private static Failure failure(FakeRegion region, Map<String, Access.Value> options) {
    return catchThrowableOfType(ApiException.class, () -> region.poll(region.access(options)))
        .failure();
  }

  private void profile(String text) throws IOException {
    machine.set(
        "aws.sharedCredentialsFile",
        Files.writeString(folder.resolve("credentials"), text).toString());
  }
}
