package dev.headroom.chat.discord;

import static dev.headroom.chat.discord.World.ADA;
import static dev.headroom.chat.discord.World.BOB;
import static dev.headroom.chat.discord.World.FINOPS;
import static dev.headroom.chat.discord.World.KEEPERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.message.Chart;
import dev.headroom.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real JDA against a fake Discord.
@Timeout(60)
final class DiscordPlatformTest {

  private static final Map<String, Object> QUOTA = Map.of("id", "701", "name", "quota", "type", 1);
  private static final Map<String, Object> HISTORY =
      Map.of("id", "702", "name", FakeInbox.WITH_CHART, "type", 1);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeDiscord discord = new FakeDiscord();
  private final FakeInbox inbox = new FakeInbox();
  private DiscordPlatform platform =
      platform(FakeDiscord.TOKEN, List.of(), DiscordPlatformTest::png);

  @AfterEach
  void close() {
    inbox.release();
    platform.close();
    executor.shutdownNow();
    discord.close();
  }

  @Test
  void registersCommandsWithOptionsSubcommandsAndChoices() {
    connect();

    var commands = registered("applications/100/commands");

    assertThat(commands)
        .contains("\"name\":\"quota\"", "\"autocomplete\":true", "\"value\":\"30d\"")
        .contains("\"autocomplete\":true,\"name\":\"best\"")
        .contains("\"name\":\"set\"", "\"required\":true");
    assertThat(registered("applications/100/guilds/200/commands")).isEqualTo("[]");
  }

  @Test
  void registersCommandsOnTheConfiguredServersOnly() {
    configure(
        new DiscordSettings(token(), url(), List.of(World.GUILD), List.of()),
        DiscordPlatformTest::png);

    connect();

    assertThat(registered("applications/100/guilds/200/commands")).contains("budget");
    assertThat(registered("applications/100/commands")).isEqualTo("[]");
  }

  @Test
  void triesToRegisterAgainWhenDiscordFails() {
    discord.fail("PUT applications/100/commands", 500);

    connect();

    await().until(() -> discord.calls("PUT applications/100/commands").size() == 2);
  }

  @Test
  void acknowledgesPrivatelyAndThenAnswers() {
    connect();

    var id =
        discord.interact(
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

    assertThat(answer(id)).isEqualTo("budget/set {limit=500 USD} by discord:301 (ada) admin=false");
    assertThat(callback(id).getInt("type")).isEqualTo(5);
    assertThat(callback(id).getObject("data").getInt("flags")).isEqualTo(64);
  }

  @Test
  void acknowledgesWithinMillisecondsWhateverTheAnswerTakes() {
    connect();

    var id =
        discord.interact(
            World.command(ADA, List.of(), Map.of("id", "704", "name", FakeInbox.SLOW, "type", 1)));

    await().until(() -> !discord.calls("POST interactions/" + id).isEmpty());
    assertThat(discord.millisecondsToCallback(id)).isLessThan(1000);
    assertThat(discord.calls("PATCH webhooks/100/token-" + id)).isEmpty();
    inbox.release();
    assertThat(answer(id)).startsWith("slow/");
  }

  @Test
  void answersSeveralCommandsAtOnce() {
    connect();
    discord.interact(
        World.command(ADA, List.of(), Map.of("id", "704", "name", FakeInbox.SLOW, "type", 1)));

    var id = discord.interact(World.command(BOB, List.of(), QUOTA));

    assertThat(answer(id)).startsWith("quota/");
  }

  @Test
  void uploadsTheChartWithTheAnswer() {
    connect();

    var id = discord.interact(World.command(ADA, List.of(), HISTORY));

    assertThat(embed(id).getObject("image").getString("url")).isEqualTo("attachment://chart.png");
    assertThat(edits(id).getFirst().hasFile()).isTrue();
  }

  @Test
  void answersInWordsWhenTheChartCannotBeDrawn() {
    configure(
        settings(),
        _ -> {
          throw new IllegalStateException("as planned");
        });
    connect();

    var id = discord.interact(World.command(ADA, List.of(), HISTORY));

    assertThat(answer(id)).contains("**$60** in total", "The chart could not be shown here");
  }

  @Test
  void answersInWordsWhenDiscordRefusesTheChart() {
    connect();
    discord.fail("PATCH webhooks/", 413, 40005, "Request entity too large");

    var id = discord.interact(World.command(ADA, List.of(), HISTORY));

    await().until(() -> edits(id).size() == 2);
    assertThat(edits(id).getLast().hasFile()).isFalse();
    assertThat(edits(id).getLast().body().toString()).contains("could not be shown");
  }

  @Test
  void saysSoWhenAnAnswerFails() {
    connect();

    var id =
        discord.interact(
            World.command(ADA, List.of(), Map.of("id", "705", "name", "broken", "type", 1)));

    assertThat(answer(id)).startsWith("Something went wrong").doesNotContain("planned");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void triesTheAcknowledgementAndTheAnswerAgain(int status) {
    connect();
    discord.fail("POST interactions/", status);
    discord.fail("PATCH webhooks/", status);

    var id = discord.interact(World.command(ADA, List.of(), QUOTA));

    await().until(() -> edits(id).size() == 2);
    assertThat(discord.calls("POST interactions/" + id)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"404, 10062", "400, 40060"})
  void staysQuietWhenTheInteractionIsGone(int status, int code) {
    connect();
    discord.fail("POST interactions/", status, code, "gone");

    var gone = discord.interact(World.command(ADA, List.of(), QUOTA));
    await().until(() -> !discord.calls("POST interactions/" + gone).isEmpty());
    var next = discord.interact(World.command(ADA, List.of(), QUOTA));

    assertThat(answer(next)).startsWith("quota/");
    assertThat(edits(gone)).isEmpty();
    assertThat(discord.calls("POST interactions/" + gone)).hasSize(1);
  }

  @Test
  void goesOnWhenTheFirstAcknowledgementArrivedWithoutAnAnswer() {
    connect();
    discord.fail("POST interactions/", 502);
    discord.fail("POST interactions/", 400, 40060, "Interaction has already been acknowledged.");

    var id = discord.interact(World.command(ADA, List.of(), QUOTA));

    assertThat(answer(id)).startsWith("quota/");
  }

  @Test
  void refreshesTheMessageThatHeldTheButton() {
    connect();

    var id = discord.interact(World.press(ADA, "edit|quota openai-prod", false));

    assertThat(answer(id)).isEqualTo("refreshed quota openai-prod");
    assertThat(callback(id).getInt("type")).isEqualTo(6);
    assertThat(edits(id).getFirst().body().getArray("attachments").toList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"reply|quota all, true, 64", "reply|quota all, false, 0", "share|quota all, true, 0"})
  void repliesAsPrivatelyAsTheButtonSays(String button, boolean ephemeral, int flags) {
    connect();

    var id = discord.interact(World.press(ADA, button, ephemeral));

    assertThat(answer(id)).isEqualTo("answer quota all");
    assertThat(callback(id).getInt("type")).isEqualTo(5);
    assertThat(callback(id).getObject("data").getInt("flags")).isEqualTo(flags);
  }

  @Test
  void saysSoWhenAButtonIsOutdated() {
    connect();

    var id = discord.interact(World.press(ADA, "ancient", false));

    assertThat(answer(id)).contains("older Headroom");
  }

  @ParameterizedTest
  @CsvSource({"account, op, openai-prod", "account, broken, ''", "best, cl, claude"})
  void completesWhatIsTyped(String parameter, String typed, String first) {
    connect();

    var id = discord.interact(World.typing(ADA, parameter, typed));

    await().until(() -> !discord.calls("POST interactions/" + id).isEmpty());
    var choices = callback(id).getObject("data").getArray("choices");
    assertThat(choices.isEmpty() ? "" : choices.getObject(0).getString("value")).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 302, 401, true",
    "'', 302, 402, false",
    "user:301, 301, 402, true",
    "user:301, 302, 401, false",
    "role:402, 302, 402, true",
    "role:402, 302, 401, false"
  })
  void knowsWhoMayChangeThings(String admins, String user, String role, boolean expected) {
    var configured = admins.isEmpty() ? List.<String>of() : List.of(admins);
    configure(new DiscordSettings(token(), url(), List.of(), configured), DiscordPlatformTest::png);
    connect();

    var id = discord.interact(World.command(user, List.of(role), QUOTA));

    assertThat(answer(id)).endsWith("admin=" + expected);
    assertThat(List.of(KEEPERS, FINOPS)).contains(role);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "user:301, true", "role:401, false"})
  void trustsOnlyConfiguredPeopleInDirectMessages(String admins, boolean expected) {
    var configured = admins.isEmpty() ? List.<String>of() : List.of(admins);
    configure(new DiscordSettings(token(), url(), List.of(), configured), DiscordPlatformTest::png);
    connect();

    var id = discord.interact(World.directCommand(ADA, QUOTA));

    assertThat(answer(id)).endsWith("admin=" + expected);
  }

  @Test
  void resumesADroppedSocketAndMissesNothing() {
    connect();

    discord.cut();
    var id = discord.interact(World.command(ADA, List.of(), QUOTA));

    assertThat(answer(id)).startsWith("quota/");
    assertThat(discord.opcodes()).contains(6);
    await().until(() -> platform.health().connected());
  }

  @Test
  void connectsWhenDiscordComesBack() {
    discord.fail("GET users/@me", 503);

    connect();

    assertThat(platform.health().detail()).startsWith("connected since ");
  }

  @Test
  void keepsATokenThatIsRefusedToItself() {
    configure(
        new DiscordSettings(new Secret("some.other.token"), url(), List.of(), List.of()),
        DiscordPlatformTest::png);

    platform.start(inbox);

    await().until(() -> platform.health().detail().contains("refuses the token"));
    assertThat(platform.health().connected()).isFalse();
    assertThat(platform.inspect(List.of())).containsExactly(DiscordInspection.TOKEN_REFUSED);
  }

  @Test
  void noticesThatItsTokenWasTakenBack() {
    connect();

    discord.end(4004);

    await().until(() -> platform.health().detail().contains("refuses the token"));
  }

  @Test
  void leavesNoThreadsBehind() {
    connect();

    platform.close();

    await()
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("JDA")));
  }

  private void connect() {
    platform.start(inbox);
    await().atMost(Duration.ofSeconds(20)).until(() -> platform.health().connected());
  }

  private String registered(String path) {
    await().until(() -> !discord.calls("PUT " + path).isEmpty());
    return discord.calls("PUT " + path).getLast().body().getString("list");
  }

  private DataObject callback(String interaction) {
    return discord.calls("POST interactions/" + interaction).getFirst().body();
  }

  private List<FakeDiscord.Call> edits(String interaction) {
    return discord.calls("PATCH webhooks/100/token-" + interaction + "/messages/@original");
  }

  private DataObject embed(String interaction) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !edits(interaction).isEmpty());
    return edits(interaction).getLast().body().getArray("embeds").getObject(0);
  }

  private String answer(String interaction) {
    return embed(interaction).getString("description").replace("\\", "");
  }

  private void configure(DiscordSettings settings, Function<Chart, byte[]> charts) {
    platform.close();
    platform = new DiscordPlatform(settings, charts, executor, InstantSource.system());
  }

  private DiscordPlatform platform(
      String token, List<String> admins, Function<Chart, byte[]> charts) {
    return new DiscordPlatform(
        new DiscordSettings(new Secret(token), url(), List.of(), admins),
        charts,
        executor,
        InstantSource.system());
  }

  private DiscordSettings settings() {
    return new DiscordSettings(token(), url(), List.of(), List.of());
  }

  private URI url() {
    return URI.create(discord.apiUrl());
  }

  private static byte[] png(Chart chart) {
    return chart.alt().getBytes(StandardCharsets.UTF_8);
  }

  private static Secret token() {
    return new Secret(FakeDiscord.TOKEN);
  }
}
