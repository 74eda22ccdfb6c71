package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Answer;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import dev.headroom.usage.Failure;
import dev.headroom.view.Views;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiagnosisTest {

  private static final List<URI> ASKED = List.of(URI.create("https://api.acme.example"));
  private static final Profile ACME =
      new Profile(
          "acme",
          "Acme AI",
          "A key from Acme.",
          List.of(Option.secret("key", "the key"), Option.url("base-url", "https://a", "where")),
          Set.of(),
          Duration.ofMinutes(5),
          "free",
          false);

  @Test
  void tellsAWrongHostFromAProviderThatFails() {
    var lost = Diagnosis.of(ApiException.of(Failure.Kind.UNREACHABLE, "no host"), ACME, ASKED);

    assertThat(lost)
        .isEqualTo(
            new Diagnosis(
                "wrong host or no way there",
                Optional.of(
                    "Look at base-url, the DNS, the proxy and the firewall. Asked was"
                        + " https://api.acme.example.")));
    assertThat(answered(Failure.Kind.UNREACHABLE, "{}").word()).isEqualTo("provider fails");
  }

  @Test
  void doubtsTheAddressWhereAWebPageRefuses() {
    assertThat(answered(Failure.Kind.FORBIDDEN, "{}").remedy().orElseThrow())
        .endsWith("Needed: A key from Acme.");
    assertThat(answered(Failure.Kind.FORBIDDEN, "\n<html>").remedy().orElseThrow())
        .endsWith(
            "It was a web page that said so: unless https://api.acme.example is Acme AI's, look at"
                + " base-url or at a proxy between.");
  }

  @Test
  void blamesNoProviderWhileALoginWaitsForTheDatabase() {
    var away = new Views.Unavailable("the database is away");
    var waits = ApiException.of(Failure.Kind.UNREACHABLE, "its login waits", away);

    assertThat(Diagnosis.of(waits, ACME, ASKED))
        .isEqualTo(new Diagnosis("no login", Optional.empty()));
  }

  @Test
  void leavesAMissingLoginToItsOwnWords() {
    assertThat(Diagnosis.of(ApiException.of(Failure.Kind.AUTH, "log in"), ACME, ASKED))
        .isEqualTo(new Diagnosis("no usable credential", Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForEveryFailure(Failure.Kind kind) {
    assertThat(answered(kind, "{}").word()).matches("[a-z ]+");
    assertThat(answered(kind, "{}").remedy().orElseThrow()).matches("[A-Z].*\\.");
    assertThat(Diagnosis.of(Failure.of(kind, "no"), ACME).word()).matches("[a-z ]+");
  }

  private static Diagnosis answered(Failure.Kind kind, String body) {
    var answer = Optional.of(new Answer(500, Map.of(), body));
    return Diagnosis.of(new ApiException(Failure.of(kind, "no"), answer), ACME, ASKED);
  }
}
