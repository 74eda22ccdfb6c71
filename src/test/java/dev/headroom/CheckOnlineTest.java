package dev.headroom;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.cli.CommandLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `headroom check --online` against vendors on loopback.
final class CheckOnlineTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String NEEDED = "Needed: An API key from platform.deepseek.com.";

  @TempDir private Path directory;

  private final StringWriter answers = new StringWriter();

  @Test
  void tellsAWrongKeyFromAMissingRightFromAWrongHost() throws IOException {
    answer(
        "good",
        200,
        Files.readString(Path.of("src/test/resources/fixtures/deepseek/user_balance.json")));
    answer("key", 401, "{\"error\": {\"message\": \"Authentication Fails\"}}");
    answer("right", 403, "{\"error\": {\"message\": \"no scope\"}}");
    answer("page", 200, "<html>Welcome to nginx!</html>");
    answer("gone", 404, "<html>Not found</html>");
    answer("down", 503, "{}");

    var exit =
        check(
            account("good", SERVER.baseUrl() + "/good"),
            account("key", SERVER.baseUrl() + "/key"),
            account("right", SERVER.baseUrl() + "/right"),
            account("page", SERVER.baseUrl() + "/page"),
            account("gone", SERVER.baseUrl() + "/gone"),
            account("down", SERVER.baseUrl() + "/down"),
            account("shut", "http://127.0.0.1:1"),
            account("tls", "https://127.0.0.1:" + SERVER.getPort()));

    var url = SERVER.baseUrl();
    assertThat(exit).isEqualTo(1);
    assertThat(online())
        .isEqualTo(
            """
            online
              ok      good   1 reading
              FAILED  key    wrong credential: the credential was refused (401): Authentication Fails; make a new key at platform.deepseek.com/api_keys
                             -> Make a new one. %1$s
              FAILED  right  missing right: the credential is not allowed to do this (403): no scope
                             -> The credential itself is good: give it the right, or take one that has it. %1$s
              FAILED  page   wrong address: expected JSON, found a web page
                             -> Something answers, but not as DeepSeek does there; look at base-url, and at the ids among the account's keys. Asked was %2$s/page.
              FAILED  gone   wrong address: what was asked is not there (404)
                             -> Something answers, but not as DeepSeek does there; look at base-url, and at the ids among the account's keys. Asked was %2$s/gone.
              FAILED  down   provider fails: the provider failed (503)
                             -> Nothing is wrong here; try again later.
              FAILED  shut   wrong host or no way there: no connection to 127.0.0.1
                             -> Look at base-url, the DNS, the proxy and the firewall. Asked was http://127.0.0.1:1.
              FAILED  tls    wrong host or no way there: no trusted TLS connection to 127.0.0.1
                             -> Look at base-url, the DNS, the proxy and the firewall. Asked was https://127.0.0.1:%3$d.
            """
                .formatted(NEEDED, url, SERVER.getPort()));
    assertThat(directory.resolve("data")).as("no database is opened").doesNotExist();
  }

  @Test
  void saysWhatAnAccountNeedsWhoseLoginIsInTheDatabase() throws IOException {
    var exit = check("  - {id: max, provider: claude, refresh-token: seed}\n");

    assertThat(exit).isEqualTo(1);
    assertThat(online())
        .contains(
            "no usable credential: its login is kept in the database, encrypted; set HEADROOM_MASTER_KEY");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private static void answer(String path, int status, String body) {
    SERVER.stubFor(
        get(urlPathMatching("/" + path + "/.*"))
            .willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static String account(String id, String url) {
    return "  - {id: %s, provider: deepseek, key: hush, base-url: \"%s\"}\n".formatted(id, url);
  }

  private int check(String... accounts) throws IOException {
    var file = directory.resolve("headroom.yaml");
    Files.writeString(
        file,
        "database: {data-dir: \"%s\"}\naccounts:\n%s"
            .formatted(directory.resolve("data"), String.join("", List.of(accounts))));
    var app = new App(() -> Instant.parse("2026-11-21T12:00:00Z"), line -> {});
    return CommandLines.of(app, new BufferedReader(Reader.nullReader()))
        .setOut(new PrintWriter(answers, true))
        .execute("check", "--online", "--config", file.toString());
  }

  private String online() {
    return answers.toString().substring(answers.toString().indexOf("online\n"));
  }
}
