package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Amp with the token that its own command line tool keeps in a file.
final class AmpFileTest {

  private static final Amp AMP = new Amp();

  @TempDir private Path folder;
  private final List<Request> sent = new ArrayList<>();

  @Test
  void asksWithTheTokenOfTheTool() throws IOException {
    var balances = Fixtures.of("amp").answer("balance_tier.json");
    var file = "{\"apiKey@https://ampcode.com/\": \"hush-cli-4711\", \"more\": 1}";

    assertThat(poll(file, balances)).isEqualTo(FixtureApi.poll(AMP));
    assertThat(sent)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.query())
              .containsExactly(new Request.Field("userDisplayBalanceInfo", ""));
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Authorization", "Bearer ", new Secret("hush-cli-4711")));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "{}, nothing",
    "{\"apiKey@https://ampcode.com/\": \"  \"}, text",
    "{\"apiKey@https://elsewhere.test/\": \"hush-4711\"}, nothing"
  })
  void saysThatTheFileHoldsNoToken(String file, String found) {
    assertThatThrownBy(() -> poll(file, new Answer(200, Map.of(), "")))
        .hasMessage("UNREADABLE: $.apiKey@https://ampcode.com/: expected a name, found " + found);
  }

  @Test
  void neverRepeatsATokenThatTheVendorEchoes() {
    var echo = "{\"ok\": false, \"error\": {\"message\": \"bad short!\"}}";
    var file = "{\"apiKey@https://ampcode.com/\": \"short\"}";

    assertThatThrownBy(() -> poll(file, new Answer(200, Map.of(), echo)))
        .hasMessage("UNREACHABLE: the provider failed (200): bad ***!");
  }

  private Report poll(String file, Answer answer) throws IOException {
    var path = Files.writeString(folder.resolve("secrets.json"), file);
    var option = new Access.Value.Text(path.toString());
    var access = new Access("some", AMP.profile(), Map.of("credentials-file", option));
    var route = new Fixtures.Route("POST /api/internal", Map.of(), Optional.empty(), answer);
    var api = new FixtureApi(AMP, access, Fixtures.NOW, List.of(route));
    try {
      return AMP.poll(access, api, Fixtures.NOW);
    } finally {
      sent.addAll(api.sent());
    }
  }
}
