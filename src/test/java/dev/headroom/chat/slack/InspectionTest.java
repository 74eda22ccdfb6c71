package dev.headroom.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InspectionTest {

  private final FakeSlack slack = new FakeSlack();

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void findsNothingWhenAllIsWell() {
    assertThat(problems(slack.socketMode("S0TEAM"), "C0TEST")).isEmpty();
  }

  @Test
  void saysWhatTheScopesLack() {
    slack.grant(FakeSlack.SCOPES.replace("files:write,", ""));

    assertThat(problems(slack.socketMode()))
        .containsExactly(
            "slack.bot-token: lacks files:write, so that charts are missing;"
                + " add it under OAuth & Permissions and reinstall");
  }

  @Test
  void saysThatATokenIsWrong() {
    slack.refuseNext("auth.test", "invalid_auth");

    assertThat(problems(slack.socketMode()))
        .containsExactly(
            "slack.bot-token: Slack refuses the token: check slack.bot-token and slack.app-token"
                + " (invalid_auth)");
  }

  @Test
  void saysThatTheAppTokenIsWrong() {
    slack.refuseNext("apps.connections.open", "invalid_auth");

    assertThat(problems(slack.socketMode())).singleElement().asString().contains("app-token");
  }

  @Test
  void saysWhichChannelIsOutOfReach() {
    slack.refuseNext("conversations.info", "channel_not_found");

    assertThat(problems(slack.socketMode(), "C0GONE", "C0TEST"))
        .singleElement()
        .asString()
        .startsWith("slack:C0GONE: Slack knows no such channel");
  }

  @Test
  void saysThatSlackIsOutOfReach() {
    var nowhere =
        new SlackSettings(
            new Secret("xoxb-test"),
            Optional.empty(),
            Optional.empty(),
            URI.create("http://127.0.0.1:1/api/"),
            List.of(),
            "");

    assertThat(problems(nowhere)).singleElement().asString().contains("Slack can't be reached");
  }

  private static List<String> problems(SlackSettings settings, String... channels) {
    return new Inspection(new SlackApi(settings), settings).problems(List.of(channels));
  }
}
