package dev.headroom;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.chat.discord.FakeDiscord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stories that need the whole program.
@Timeout(180)
final class EndToEndTest {

  private static final String POSTS = "POST channels/" + FakeDiscord.CHANNEL + "/messages";
  private static final String EDITS = "PATCH channels/" + FakeDiscord.CHANNEL + "/messages/";
  private static final Duration POLL = Duration.ofMinutes(6);

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void alertsBothChatsOnceWhenAQuotaTurnsCritical() {
    house.start();
    house.awaitPoll();
    turnCritical();

    house.pass(POLL);

    awaitAlerts();
    var slack = house.slack.calls("chat.postMessage").getFirst().arguments();
    assertThat(slack)
        .containsEntry("channel", House.SLACK_CHANNEL)
        .hasEntrySatisfying(
            "text", text -> assertThat(text).contains("router: 95% of key limit used"));
    assertThat(slack.get("blocks"))
        .contains("76.00 of 80.00 USD", "4.00 left", "critical from 90%");
    assertThat(house.discord.calls(POSTS).getFirst().body().toString())
        .contains("router: 95% of key limit used", "76.00 of 80.00 USD", "critical from 90%");
  }

  @Test
  void answersHowMuchIsLeftOnBothChats() throws Exception {
    house.start();
    house.awaitPoll();

    assertThat(house.slack.command("/quota", "", "U0ADA")).as("acknowledged").isTrue();
    var interaction = house.discord.command("quota");

    assertThat(slackReplies(1).getFirst()).contains("router", "23%");
    assertThat(discordAnswer(interaction).body().toString()).contains("router", "23%");
  }

  @Test
  void answersHistoryWithWordsAndAPictureOnBothChats() throws Exception {
    house.start();
    house.awaitPoll();

    assertThat(house.slack.command("/quota-history", "", "U0ADA")).as("acknowledged").isTrue();
    var interaction = house.discord.command("quota-history");

    var replies = slackReplies(2);
    assertThat(replies.getFirst()).contains("in total");
    assertThat(replies.getLast()).contains("\"slack_file\"");
    assertThat(house.slack.calls("upload").getFirst().body()).contains("PNG");
    var answer = discordAnswer(interaction);
    assertThat(answer.body().toString()).contains("in total", "attachment://chart.png");
    assertThat(answer.hasFile()).isTrue();
  }

  @Test
  void neitherRepeatsNorForgetsAnAlertOverARestart() {
    turnCritical();
    house.start();
    awaitAlerts();

    house.stop();
    house.start();
    house.pass(POLL);
    house.vendor.leaves("32");
    house.pass(Duration.ofMinutes(20));

    await()
        .until(() ->
            !house.slack.calls("chat.update").isEmpty() && !house.discord.calls(EDITS).isEmpty());
    assertThat(house.slack.calls("chat.update"))
        .singleElement()
        .satisfies(edit ->
            assertThat(edit.arguments().get("blocks")).contains("60% of key limit", "recovered"));
    assertThat(house.discord.calls(EDITS))
        .singleElement()
        .satisfies(
            edit -> assertThat(edit.body().toString()).contains("60% of key limit", "recovered"));
    assertThat(house.slack.calls("chat.postMessage")).hasSize(1);
    assertThat(house.discord.calls(POSTS)).hasSize(1);
  }

  @Test
  void worksOnSlackWhenDiscordRefusesTheToken() throws Exception {
    turnCritical();
    house.start("wrong.token");
    await()
        .until(
            () -> house.slack.openSockets() > 0 && !house.discord.calls("GET users/@me").isEmpty());
    house.awaitPoll();

    assertThat(house.slack.command("/quota", "", "U0ADA")).as("acknowledged").isTrue();

    assertThat(slackReplies(1).getFirst()).contains("router", "95%");
    await().until(() -> !house.slack.calls("chat.postMessage").isEmpty());
    assertThat(house.discord.messages()).isEmpty();
  }

  @Test
  void bringsDiscordWhatItWasOwedOnceTheTokenIsRight() {
    turnCritical();
    house.start("wrong.token");
    await().until(() -> !house.discord.calls(POSTS).isEmpty());
    assertThat(house.discord.messages()).isEmpty();
    house.stop();

    house.start();
    house.passUnwatched(POLL);

    await().until(() -> !house.discord.messages().isEmpty());
    assertThat(house.discord.messages().getFirst().toString())
        .contains("router: 95% of key limit used");
    assertThat(house.slack.calls("chat.postMessage")).hasSize(1);
  }

  @Test
  void startsWithoutItsDatabaseAndGoesOnWhenThatIsBack() throws Exception {
    house.wire.shut();
    turnCritical();
    house.start();

    assertThat(house.slack.command("/quota", "", "U0ADA")).as("acknowledged").isTrue();
    var interaction = house.discord.command("quota");
    assertThat(slackReplies(1).getFirst()).contains("My database does not answer right now");
    assertThat(discordAnswer(interaction).body().toString())
        .contains("My database does not answer right now");

    house.wire.open();
    awaitAlerts();
    house.wire.shut();
    assertThat(house.slack.command("/quota", "", "U0ADA")).as("acknowledged").isTrue();
    assertThat(slackReplies(2).getLast()).contains("My database does not answer right now");
    house.wire.open();
    house.pass(POLL);

    assertThat(house.slack.command("/quota", "", "U0ADA")).as("acknowledged").isTrue();
    assertThat(slackReplies(3).getLast()).contains("router", "95%");
    assertThat(house.slack.calls("chat.postMessage")).hasSize(1);
  }

  @Test
  void alertsOnceHoweverManyReplicasRun() {
    house.start();
    house.start();
    house.awaitPoll();
    turnCritical();
    house.pass(POLL);
    awaitAlerts();
    house.pass(POLL);
    house.vendor.leaves("32");
    house.pass(Duration.ofMinutes(20));

    await()
        .until(() ->
            !house.slack.calls("chat.update").isEmpty() && !house.discord.calls(EDITS).isEmpty());
    assertThat(house.slack.calls("chat.postMessage")).hasSize(1);
    assertThat(house.discord.calls(POSTS)).hasSize(1);
  }

  private void turnCritical() {
    house.vendor.leaves("4");
  }

  private void awaitAlerts() {
    await()
        .until(() ->
            !house.slack.calls("chat.postMessage").isEmpty()
                && !house.discord.calls(POSTS).isEmpty());
    assertThat(house.slack.calls("chat.postMessage")).hasSize(1);
    assertThat(house.discord.calls(POSTS)).hasSize(1);
  }

  private List<String> slackReplies(int count) {
    await().until(() -> house.slack.calls("reply").size() >= count);
    return house.slack.calls("reply").stream().map(call -> call.body()).toList();
  }

  private FakeDiscord.Call discordAnswer(String interaction) {
    await().until(() -> !house.discord.answers(interaction).isEmpty());
    return house.discord.answers(interaction).getLast();
  }
}
