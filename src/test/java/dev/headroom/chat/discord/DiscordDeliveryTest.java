package dev.headroom.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Delivery.Later;
import dev.headroom.chat.Delivery.Refused;
import dev.headroom.chat.Delivery.Sent;
import dev.headroom.chat.Outgoing;
import dev.headroom.message.Message;
import dev.headroom.secret.Secret;
import dev.headroom.testing.Messages;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages go out before the gateway was ever reached: the platform is never started here.
final class DiscordDeliveryTest {

  private static final String KEY = "0123456789abcdef012345678";

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeDiscord discord = new FakeDiscord();
  private final DiscordPlatform platform = platform(FakeDiscord.TOKEN);

  @AfterEach
  void close() {
    platform.close();
    executor.shutdownNow();
    discord.close();
  }

  @Test
  void putsAMessageIntoItsChannel() {
    var sent = (Sent) deliver(Messages.quota());

    var message = discord.message(sent.reference()).orElseThrow();

    assertThat(message.getArray("embeds").getObject(0).getString("title")).contains("critical");
    assertThat(message.getString("nonce")).isEqualTo(KEY);
    assertThat(message.getBoolean("enforce_nonce")).isTrue();
    assertThat(message.getObject("allowed_mentions").getArray("parse").toList()).isEmpty();
  }

  @Test
  void sendsTheSameKeyOnce() {
    var first = deliver(Messages.quota());

    var second = deliver(Messages.quota());

    assertThat(second).isEqualTo(first);
    assertThat(discord.messages()).hasSize(1);
  }

  @Test
  void looksForAnEarlierAttemptBeforeItSendsAgain() {
    var first = deliver(Messages.quota());

    var second = deliver(outgoing(World.OPS, Messages.quota(), Optional.empty(), true));

    assertThat(second).isEqualTo(first);
    assertThat(discord.calls("POST channels/")).hasSize(1);
  }

  @Test
  void sendsAgainWhenNoEarlierAttemptArrived() {
    var sent = deliver(outgoing(World.OPS, Messages.quota(), Optional.empty(), true));

    assertThat(sent).isInstanceOf(Sent.class);
  }

  @Test
  void editsAnEarlierMessage() {
    var sent = deliver(outgoing(World.OPS, Messages.quota(), Optional.of("77"), false));

    assertThat(sent).isEqualTo(new Sent("77"));
    assertThat(discord.calls("PATCH channels/501/messages/77")).hasSize(1);
  }

  @Test
  void sendsANewMessageWhenTheEarlierOneIsGone() {
    discord.fail("PATCH channels/", 404, 10008, "Unknown Message");

    var sent = deliver(outgoing(World.OPS, Messages.quota(), Optional.of("77"), false));

    assertThat(sent).isInstanceOf(Sent.class).isNotEqualTo(new Sent("77"));
  }

  @Test
  void uploadsTheChart() {
    deliver(Messages.history());

    assertThat(discord.calls("POST channels/"))
        .extracting(FakeDiscord.Call::hasFile)
        .containsExactly(true);
  }

  @ParameterizedTest
  @CsvSource({"413, 40005", "403, 50013", "500, 0"})
  void sendsTheWordsWhenTheChartIsRefused(int status, int code) {
    discord.fail("POST channels/", status, code, "planned");

    var sent = (Sent) deliver(Messages.history());

    assertThat(discord.calls("POST channels/"))
        .extracting(FakeDiscord.Call::hasFile)
        .containsExactly(true, false);
    assertThat(discord.message(sent.reference()).orElseThrow().toString())
        .contains("could not be shown");
  }

  @Test
  void waitsAsLongAsDiscordAsks() {
    discord.fail("POST channels/501", 429);

    var throttled = deliver(Messages.quota());
    var tooEarly = deliver(Messages.quota());
    var elsewhere = deliver(outgoing("504", Messages.quota(), Optional.empty(), false));

    assertThat(throttled).isEqualTo(new Later(Duration.ofMillis(300), "discord asks to wait"));
    assertThat(tooEarly).isInstanceOf(Later.class);
    assertThat(elsewhere).isInstanceOf(Sent.class);
    assertThat(discord.calls("POST channels/501")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void triesLaterWhenDiscordFails(int status) {
    discord.fail("POST channels/", status);

    assertThat(deliver(Messages.quota())).isInstanceOf(Later.class);
  }

  @Test
  void triesLaterWhenDiscordIsAway() {
    discord.close();

    assertThat(deliver(Messages.quota())).isInstanceOf(Later.class);
  }

  @Test
  void triesLaterWhenTheTokenIsRefused() {
    try (var stranger = platform("some.other.token")) {
      var later =
          (Later) stranger.deliver(outgoing(World.OPS, Messages.quota(), Optional.empty(), false));

      assertThat(later.reason()).contains("refuses the token").doesNotContain("some.other.token");
    }
  }

  @Test
  void refusesAChannelThatIsGone() {
    discord.fail("POST channels/", 404, 10003, "Unknown Channel");

    assertThat(reason("599")).contains("channel 599 does not exist", "invite the bot");
  }

  @Test
  void namesThePermissionThatIsMissing() {
    discord.fail("POST channels/", 403, 50013, "Missing Permissions");

    assertThat(reason(World.SILENT)).contains("lacks Send Messages, Attach Files;");
  }

  @Test
  void refusesAChannelThatIsNoNumber() {
    assertThat(reason("#ops")).contains("numbers", "#ops");
  }

  @Test
  void refusesWhatDiscordCannotRead() {
    discord.fail("POST channels/", 400, 50035, "Invalid Form Body");

    assertThat(reason(World.OPS)).contains("Invalid Form Body");
  }

  @Test
  void findsNothingWrongWhenAllIsWell() {
    assertThat(platform.inspect(List.of(World.OPS))).isEmpty();
  }

  @Test
  void findsWhatIsWrongWithServersAndChannels() {
    try (var elsewhere = platform(FakeDiscord.TOKEN, List.of("299"))) {
      assertThat(elsewhere.inspect(List.of(World.OPS, World.SILENT, World.CATEGORY, "599")))
          .satisfiesExactly(
              guild -> assertThat(guild).contains("server 299", "invite it"),
              silent -> assertThat(silent).contains("502", "lacks Send Messages, Attach Files;"),
              category -> assertThat(category).contains("503 takes no messages"),
              gone -> assertThat(gone).contains("599 does not exist"));
    }
  }

  private Delivery deliver(Message message) {
    return deliver(outgoing(World.OPS, message, Optional.empty(), false));
  }

  private Delivery deliver(Outgoing outgoing) {
    return platform.deliver(outgoing);
  }

  private String reason(String channel) {
    var refused = (Refused) deliver(outgoing(channel, Messages.quota(), Optional.empty(), false));
    return refused.reason();
  }

  private static Outgoing outgoing(
      String channel, Message message, Optional<String> edits, boolean retried) {
    return new Outgoing(channel, message, KEY, edits, retried);
  }

  private DiscordPlatform platform(String token) {
    return platform(token, List.of());
  }

  private DiscordPlatform platform(String token, List<String> guilds) {
    return new DiscordPlatform(
        new DiscordSettings(new Secret(token), URI.create(discord.apiUrl()), guilds, List.of()),
        _ -> new byte[] {1, 2, 3},
        executor,
        InstantSource.fixed(Messages.NOW));
  }
}
