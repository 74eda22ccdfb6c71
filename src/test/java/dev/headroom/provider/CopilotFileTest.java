package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The credential file of an editor, which Copilot's login may come from.
final class CopilotFileTest {

  private static final Copilot COPILOT = new Copilot();
  private static final Fixtures FIXTURES = Fixtures.of("copilot");

  private final Path file;

  CopilotFileTest(@TempDir Path folder) {
    this.file = folder.resolve("apps.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com", "github.com:Iv1.b507a08c87ecfe98"})
  void usesTheLoginOfTheHost(String name) throws IOException {
    holds("octo.ghe.com:Iv1.b507a08c87ecfe98", name);
    var api = api("user_pro.json", 200);

    assertThat(COPILOT.poll(access(), api, FIXTURES.now()).plan()).contains("Copilot Pro");
    assertThat(api.sent())
        .singleElement()
        .satisfies(request ->
            assertThat(request.credentials())
                .containsExactly(
                    new Request.Hidden("Authorization", "Bearer ", new Secret("hush " + name))));
  }

  @Test
  void sendsNoLoginOfAnotherHost() throws IOException {
    holds("octo.ghe.com:Iv1.b507a08c87ecfe98", "github.com.evil.test");

    assertThatThrownBy(() -> COPILOT.poll(access(), api("user_pro.json", 200), FIXTURES.now()))
        .hasMessage("AUTH: the credential file holds no login of github.com");
  }

  @Test
  void saysWhoRenewsALoginThatHasEnded() throws IOException {
    holds("github.com", "other");

    assertThatThrownBy(() -> COPILOT.poll(access(), api("error_401.json", 401), FIXTURES.now()))
        .hasMessage(
            "AUTH: the login in apps.json has ended; the tool that owns the file renews it when"
                + " it is used");
  }

  private void holds(String first, String second) throws IOException {
    var entry = "\"%1$s\": {\"user\": \"danavale\", \"oauth_token\": \"hush %1$s\"}";
    Files.writeString(file, "{" + entry.formatted(first) + ", " + entry.formatted(second) + "}");
  }

  private static FixtureApi api(String answer, int status) {
    return new FixtureApi(
        COPILOT,
        new Access("some", COPILOT.profile(), Map.of()),
        FIXTURES.now(),
        List.of(
            new Fixtures.Route(
                "GET https://api.github.com/copilot_internal/user",
                Map.of(),
                Optional.empty(),
                FIXTURES.answer(answer, status))));
  }

  private Access access() {
    return new Access(
        "some",
        COPILOT.profile(),
        Map.of(OAuth.CREDENTIALS_FILE, new Access.Value.Text(file.toString())));
  }
}
