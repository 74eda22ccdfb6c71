package dev.headroom.chat.discord;

import static dev.headroom.chat.discord.World.ADA;
import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connecting and registering, with the real JDA against a fake Discord.
@Timeout(180)
final class DiscordPlatformTest {

  private final Connected connected = new Connected();

  @AfterEach
  void close() {
    connected.close();
  }

  @Test
  void registersCommandsWithOptionsSubcommandsAndChoices() {
    connected.connect();

    var commands = connected.registered("applications/100/commands");

    assertThat(commands)
        .contains("\"name\":\"quota\"", "\"autocomplete\":true", "\"value\":\"30d\"")
        .contains("\"autocomplete\":true,\"name\":\"best\"")
        .contains("\"name\":\"set\"", "\"required\":true");
    assertThat(connected.registered("applications/100/guilds/200/commands")).isEqualTo("[]");
  }

  @Test
  void registersCommandsOnTheConfiguredServersOnly() {
    connected.configure(
        new DiscordSettings(connected.token(), connected.url(), List.of(World.GUILD), List.of()),
        Connected::png);

    connected.connect();

    assertThat(connected.registered("applications/100/guilds/200/commands")).contains("budget");
    assertThat(connected.registered("applications/100/commands")).isEqualTo("[]");
  }

  @Test
  void triesToRegisterAgainWhenDiscordFails() {
    connected.discord.fail("PUT applications/100/commands", 500);

    connected.connect();

    await().until(() -> connected.discord.calls("PUT applications/100/commands").size() > 1);
  }

  @Test
  void resumesADroppedSocketAndMissesNothing() {
    connected.connect();

    connected.discord.cut();
    var id = connected.discord.interact(World.command(ADA, List.of(), Connected.QUOTA));

    assertThat(connected.answer(id)).startsWith("quota/");
    await().until(() -> connected.discord.opcodes().contains(6));
    await().until(() -> connected.platform.health().connected());
  }

  @Test
  void connectsWhenDiscordComesBack() {
    connected.discord.fail("GET users/@me", 503);

    connected.connect();

    assertThat(connected.platform.health().detail()).startsWith("connected since ");
  }

  @Test
  void keepsATokenThatIsRefusedToItself() {
    connected.configure(
        new DiscordSettings(new Secret("some.other.token"), connected.url(), List.of(), List.of()),
        Connected::png);

    connected.platform.start(connected.inbox);

    await().until(() -> connected.platform.health().detail().contains("refuses the token"));
    assertThat(connected.platform.health().connected()).isFalse();
    assertThat(connected.platform.inspect(List.of()))
        .containsExactly(DiscordInspection.TOKEN_REFUSED);
  }

  @Test
  void noticesThatItsTokenWasTakenBack() {
    connected.connect();

    connected.discord.end(4004);

    await().until(() -> connected.platform.health().detail().contains("refuses the token"));
  }

  @Test
  void leavesNoThreadsBehind() {
    var before = Thread.getAllStackTraces().keySet();
    connected.connect();

    connected.platform.close();

    await()
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("JDA")));
  }
}
