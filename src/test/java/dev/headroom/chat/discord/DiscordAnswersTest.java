package dev.headroom.chat.discord;

import static dev.headroom.chat.discord.World.ADA;
import static dev.headroom.chat.discord.World.BOB;
import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type, with the real JDA against a fake Discord.
@Timeout(180)
final class DiscordAnswersTest {

  private final Connected connected = new Connected();

  @AfterEach
  void close() {
    connected.close();
  }

  @Test
  void acknowledgesPrivatelyAndThenAnswers() {
    connected.connect();

    var id =
        connected.discord.interact(
            World.command(
                ADA,
                List.of(),
                Map.of(
                    "id",
                    "703",
                    "name",
                    "budget",
                    "type",
                    1,
                    "options",
                    List.of(
                        Map.of(
                            "name",
                            "set",
                            "type",
                            1,
                            "options",
                            List.of(Map.of("name", "limit", "type", 3, "value", "500 USD")))))));

    assertThat(connected.answer(id))
        .isEqualTo("budget/set {limit=500 USD} by discord:301 (ada) admin=false");
    assertThat(connected.callback(id).getInt("type")).isEqualTo(5);
    assertThat(connected.callback(id).getObject("data").getInt("flags")).isEqualTo(64);
  }

  @Test
  void acknowledgesWhateverTheAnswerTakes() {
    connected.connect();

    var id =
        connected.discord.interact(
            World.command(ADA, List.of(), Map.of("id", "704", "name", FakeInbox.SLOW, "type", 1)));

    await().until(() -> !connected.discord.calls("POST interactions/" + id).isEmpty());
    assertThat(connected.discord.calls("PATCH webhooks/100/token-" + id)).isEmpty();
    connected.inbox.release();
    assertThat(connected.answer(id)).startsWith("slow/");
  }

  @Test
  void answersSeveralCommandsAtOnce() {
    connected.connect();
    connected.discord.interact(
        World.command(ADA, List.of(), Map.of("id", "704", "name", FakeInbox.SLOW, "type", 1)));

    var id = connected.discord.interact(World.command(BOB, List.of(), Connected.QUOTA));

    assertThat(connected.answer(id)).startsWith("quota/");
  }

  @Test
  void uploadsTheChartWithTheAnswer() {
    connected.connect();

    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.HISTORY));

    assertThat(connected.embed(id).getObject("image").getString("url"))
        .isEqualTo("attachment://chart.png");
    assertThat(connected.edits(id).getFirst().hasFile()).isTrue();
  }

  @Test
  void answersInWordsWhenTheChartCannotBeDrawn() {
    connected.configure(
        connected.settings(),
        _ -> {
          throw new IllegalStateException("as planned");
        });
    connected.connect();

    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.HISTORY));

    assertThat(connected.answer(id))
        .contains("**$6.50** in total", "The chart could not be shown here");
  }

  @Test
  void answersInWordsWhenDiscordRefusesTheChart() {
    connected.connect();
    connected.discord.fail("PATCH webhooks/", 413, 40005, "Request entity too large");

    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.HISTORY));

    await().until(() -> connected.edits(id).size() == 2);
    assertThat(connected.edits(id).getLast().hasFile()).isFalse();
    assertThat(connected.edits(id).getLast().body().toString()).contains("could not be shown");
  }

  @Test
  void saysSoWhenAnAnswerFails() {
    connected.connect();

    var id =
        connected.discord.interact(
            World.command(ADA, List.of(), Map.of("id", "705", "name", "broken", "type", 1)));

    assertThat(connected.answer(id)).startsWith("Something went wrong").doesNotContain("planned");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void triesTheAcknowledgementAndTheAnswerAgain(int status) {
    connected.connect();
    connected.discord.fail("POST interactions/", status);
    connected.discord.fail("PATCH webhooks/", status);

    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.QUOTA));

    await().until(() -> connected.edits(id).size() == 2);
    assertThat(connected.discord.calls("POST interactions/" + id)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"404, 10062", "400, 40060"})
  void staysQuietWhenTheInteractionIsGone(int status, int code) {
    connected.connect();
    connected.discord.fail("POST interactions/", status, code, "gone");

    var gone = connected.discord.interact(World.command(ADA, List.of(), Connected.QUOTA));
    await().until(() -> !connected.discord.calls("POST interactions/" + gone).isEmpty());
    var next = connected.discord.interact(World.command(ADA, List.of(), Connected.QUOTA));

    assertThat(connected.answer(next)).startsWith("quota/");
    assertThat(connected.edits(gone)).isEmpty();
    assertThat(connected.discord.calls("POST interactions/" + gone)).hasSize(1);
  }

  @Test
  void goesOnWhenTheFirstAcknowledgementArrivedWithoutAnAnswer() {
    connected.connect();
    connected.discord.fail("POST interactions/", 502);
    connected.discord.fail(
        "POST interactions/", 400, 40060, "Interaction has already been acknowledged.");

    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.QUOTA));

    assertThat(connected.answer(id)).startsWith("quota/");
  }

  @ParameterizedTest
  @CsvSource({"account, op, openai-prod", "account, broken, ''", "best, cl, claude"})
  void completesWhatIsTyped(String parameter, String typed, String first) {
    connected.connect();

    await().until(() -> firstChoice(parameter, typed), first::equals);
  }

  /// Choices that come too late are none, and people type on.
  private String firstChoice(String parameter, String typed) {
    var id = connected.discord.interact(World.typing(ADA, parameter, typed));
    await().until(() -> !connected.discord.calls("POST interactions/" + id).isEmpty());
    var choices = connected.callback(id).getObject("data").getArray("choices");
    return choices.isEmpty() ? "" : choices.getObject(0).getString("value");
  }
}
