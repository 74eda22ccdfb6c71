package dev.headroom.chat.slack;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import dev.headroom.chat.Delivery;
import dev.headroom.chat.Outgoing;
import dev.headroom.testing.Messages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The real Bolt against a fake Slack, by its socket.
@Timeout(180)
final class SlackPlatformTest {

  private final FakeSlack slack = new FakeSlack();
  private final FakeInbox inbox = new FakeInbox();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SlackPlatform platform = platform(slack.socketMode());

  private SlackPlatform platform(SlackSettings settings) {
    return new SlackPlatform(
        settings, chart -> new byte[] {1, 2, 3}, executor, InstantSource.fixed(Messages.NOW));
  }

  @BeforeEach
  void connect() {
    platform.start(inbox);
    await().until(() -> platform.health().connected());
  }

  @AfterEach
  void close() {
    platform.close();
    slack.close();
    executor.shutdownNow();
  }

  @Test
  void answersACommandForTheEyesOfWhoTypedIt() throws Exception {
    assertThat(slack.command("/quota", "openai &amp; co", "U0ADA")).isTrue();

    var reply = reply(1);
    assertThat(inbox.asked)
        .containsExactly("answer quota [openai & co] slack:U0ADA (name-of-U0ADA)");
    assertThat(reply).contains("\"response_type\":\"ephemeral\"", "groq-free", "\"blocks\"");
  }

  @Test
  void acknowledgesWhateverTheAnswerTakes() throws Exception {
    for (int i = 0; i < 12; i++) {
      assertThat(slack.command("/slow", "", "U0ADA")).isTrue();
    }

    assertThat(slack.calls("reply")).isEmpty();
    inbox.slow.countDown();
    reply(12);
  }

  @Test
  void answersWhenTheInboxIsBroken() throws Exception {
    assertThat(slack.command("/broken", "", "U0ADA")).isTrue();

    assertThat(reply(1)).contains("That did not work").doesNotContain("broken on purpose");
  }

  @Test
  void answersOnceWhatSlackDeliversTwice() throws Exception {
    var payload = new Gson().toJsonTree(slack.commandFields("/quota", "", "U0ADA"));

    assertThat(slack.deliver("slash_commands", payload)).isTrue();
    assertThat(slack.deliver("slash_commands", payload)).isTrue();

    assertThat(slack.command("/whoami", "", "U0ADA")).isTrue();
    reply(2);
    assertThat(inbox.asked).hasSize(2);
  }

  @Test
  void showsThePictureOfAPrivateAnswerBelowItsWords() throws Exception {
    assertThat(slack.command("/quota-history", "", "U0ADA")).isTrue();

    assertThat(reply(2)).contains("\"slack_file\"", "\"alt_text\":\"Bars: spend per day");
    assertThat(slack.calls("reply").getFirst().body()).contains("in total; most");
    assertThat(slack.calls("files.info")).hasSizeGreaterThan(1);
    assertThat(slack.calls("files.completeUploadExternal").getFirst().arguments())
        .doesNotContainKey("channel_id");
  }

  @Test
  void sendsThePictureToDirectMessagesWhenSlackRefusesItElsewhere() throws Exception {
    slack.refuseNext("files.info", "missing_scope");

    assertThat(slack.command("/quota-history", "", "U0ADA")).isTrue();

    assertThat(reply(2)).contains("direct messages");
    assertThat(slack.calls("files.completeUploadExternal").getLast().arguments())
        .containsEntry("channel_id", "D0TEST");
  }

  @Test
  void saysThatThePictureIsMissingWhenNothingWorks() throws Exception {
    slack.refuseNext("files.getUploadURLExternal", "missing_scope");
    slack.refuseNext("files.getUploadURLExternal", "missing_scope");

    assertThat(slack.command("/quota-history", "", "U0ADA")).isTrue();

    assertThat(reply(2)).contains("could not be shown");
  }

  @Test
  void knowsHelpByTheNameThatSlackLeavesFree() throws Exception {
    assertThat(slack.command("/quota-help", "", "U0ADA")).isTrue();

    reply(1);
    assertThat(inbox.asked).containsExactly("answer help [] slack:U0ADA (name-of-U0ADA)");
  }

  @Test
  void replacesTheMessageThatHeldTheButton() throws Exception {
    assertThat(slack.press("replace-1", "quota openai-prod", "U0BOB", true)).isTrue();

    assertThat(reply(1)).contains("\"replace_original\":true");
    assertThat(inbox.asked)
        .containsExactly("refresh quota [openai-prod] slack:U0BOB (name-of-U0BOB)");
  }

  @Test
  void repliesPrivatelyToAButton() throws Exception {
    assertThat(slack.press("reply-2", "quota", "U0BOB", false)).isTrue();

    assertThat(reply(1)).contains("\"replace_original\":false", "\"response_type\":\"ephemeral\"");
  }

  @Test
  void sharesWithTheChannelAndSaysWhoDid() throws Exception {
    assertThat(slack.press("share-0", "quota-history", "U0BOB", true)).isTrue();

    await().until(() -> !slack.calls("files.completeUploadExternal").isEmpty());
    var posted = slack.calls("chat.postMessage").getFirst().arguments();
    assertThat(posted).containsEntry("channel", "C0TEST");
    assertThat(posted.get("blocks")).contains("Shared by name-of-U0BOB");
    assertThat(slack.calls("files.completeUploadExternal").getFirst().arguments())
        .containsEntry("channel_id", "C0TEST")
        .containsKey("thread_ts");
  }

  @Test
  void sharesByTheResponseUrlWhereTheBotIsNoMember() throws Exception {
    slack.refuseNext("chat.postMessage", "not_in_channel");

    assertThat(slack.press("share-0", "quota", "U0BOB", true)).isTrue();

    assertThat(reply(1)).contains("\"response_type\":\"in_channel\"");
  }

  @Test
  void answersAfterSlackAskedToSlowDown() throws Exception {
    slack.failNext("reply", 429, Map.of("Retry-After", "1"));
    slack.failNext("reply", 500, Map.of());

    assertThat(slack.command("/quota", "", "U0ADA")).isTrue();

    assertThat(reply(3)).contains("groq-free");
  }

  @Test
  void answersInWordsWhenSlackRefusesTheBlocks() throws Exception {
    slack.refuseNext("reply", "invalid_blocks");

    assertThat(slack.command("/quota", "", "U0ADA")).isTrue();

    assertThat(reply(2)).contains("openai-prod at 92%").doesNotContain("\"blocks\"");
  }

  @Test
  void letsWorkspaceAdminsChangeThingsAndNobodyElse() throws Exception {
    assertThat(slack.command("/whoami", "", "U0ADMIN")).isTrue();
    assertThat(reply(1)).contains("An admin.");

    assertThat(slack.command("/whoami", "", "U0BOB")).isTrue();
    assertThat(reply(2)).contains("No admin.");
  }

  @Test
  void recoversFromADroppedSocket() throws Exception {
    slack.dropSockets();

    await().until(() -> slack.openSockets() > 0);
    assertThat(slack.command("/quota", "", "U0ADA")).isTrue();
    assertThat(reply(1)).contains("groq-free");
  }

  @Test
  void deliversWithItsKeyAndWithoutPings() {
    var delivery = platform.deliver(outgoing("key-1", Optional.empty(), false));

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
    var posted = slack.calls("chat.postMessage").getFirst().arguments();
    assertThat(posted)
        .containsEntry("parse", "none")
        .containsEntry("unfurl_links", "0")
        .containsEntry("link_names", "0");
    assertThat(JsonParser.parseString(posted.get("metadata")))
        .isEqualTo(
            JsonParser.parseString(
                "{\"event_type\":\"headroom_message\",\"event_payload\":{\"key\":\"key-1\"}}"));
  }

  @Test
  void findsAMessageThatArrivedAlthoughNobodyToldUs() {
    var first = platform.deliver(outgoing("key-2", Optional.empty(), false));

    assertThat(platform.deliver(outgoing("key-2", Optional.empty(), true))).isEqualTo(first);
    assertThat(platform.deliver(outgoing("key-3", Optional.empty(), true))).isNotEqualTo(first);
    assertThat(slack.calls("chat.postMessage")).hasSize(2);
  }

  @Test
  void editsInPlaceAndPostsAnewWhatIsGone() {
    var place = Optional.of("C0TEST/1763725500.000100");

    assertThat(platform.deliver(outgoing("key-4", place, false)))
        .isEqualTo(new Delivery.Sent(place.get()));

    slack.refuseNext("chat.update", "message_not_found");
    assertThat(platform.deliver(outgoing("key-5", place, false)))
        .isInstanceOf(Delivery.Sent.class)
        .isNotEqualTo(new Delivery.Sent(place.get()));
  }

  @Test
  void saysWhetherToTryAgainOrToGiveUp() {
    slack.failNext("chat.postMessage", 429, Map.of("Retry-After", "7"));
    slack.failNext("chat.postMessage", 503, Map.of());
    slack.refuseNext("chat.postMessage", "is_archived");

    assertThat(platform.deliver(outgoing("a", Optional.empty(), false)))
        .isEqualTo(new Delivery.Later(Duration.ofSeconds(7), "Slack asks to slow down"));
    assertThat(platform.deliver(outgoing("b", Optional.empty(), false)))
        .isEqualTo(new Delivery.Later(Duration.ofSeconds(5), "Slack answered with status 503"));
    assertThat(platform.deliver(outgoing("c", Optional.empty(), false)))
        .isEqualTo(
            new Delivery.Refused(
                "the channel is archived: unarchive it or route elsewhere (is_archived)"));
  }

  @Test
  void keepsTryingToConnectWhenSlackIsDown() {
    slack.failNext("auth.test", 503, Map.of());
    slack.failNext("apps.connections.open", 500, Map.of());
    try (var late = platform(slack.socketMode())) {
      late.start(inbox);

      await().until(() -> late.health().connected());
    }
  }

  @Test
  void saysThatATokenIsWrong() {
    slack.refuseNext("auth.test", "invalid_auth");
    try (var wrong = platform(slack.socketMode())) {
      wrong.start(inbox);

      await().untilAsserted(() -> assertThat(wrong.health().detail()).contains("(invalid_auth)"));
    }
  }

  @Test
  void deliversTheTextWhenTheChartFails() {
    slack.refuseNext("files.getUploadURLExternal", "missing_scope");

    var delivery =
        platform.deliver(
            new Outgoing("C0TEST", Messages.history(), "key-6", Optional.empty(), false));

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
  }

  private static Outgoing outgoing(String key, Optional<String> edits, boolean retried) {
    return new Outgoing("C0TEST", Messages.alert(), key, edits, retried);
  }

  /// The body of the n-th call of a response URL, once it has come.
  private String reply(int number) {
    await().until(() -> slack.calls("reply").size() >= number);
    return slack.calls("reply").get(number - 1).body();
  }
}
