package dev.headroom.chat.discord;

import static dev.headroom.chat.discord.World.ADA;
import static dev.headroom.chat.discord.World.FINOPS;
import static dev.headroom.chat.discord.World.KEEPERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people press, and who may, with the real JDA against a fake Discord.
@Timeout(60)
final class DiscordButtonsTest {

  private final Connected connected = new Connected();

  @AfterEach
  void close() {
    connected.close();
  }

  @Test
  void refreshesTheMessageThatHeldTheButton() {
    connected.connect();

    var id = connected.discord.interact(World.press(ADA, "edit|quota openai-prod", false));

    assertThat(connected.answer(id)).isEqualTo("refreshed quota openai-prod");
    assertThat(connected.callback(id).getInt("type")).isEqualTo(6);
    assertThat(connected.edits(id).getFirst().body().getArray("attachments").toList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "reply|quota all, true, 64",
    "reply|quota all, false, 64",
    "share|quota all, true, 0"
  })
  void repliesPrivatelyAndSharesWithEveryone(String button, boolean ephemeral, int flags) {
    connected.connect();

    var id = connected.discord.interact(World.press(ADA, button, ephemeral));

    assertThat(connected.answer(id)).isEqualTo("answer quota all");
    assertThat(connected.callback(id).getInt("type")).isEqualTo(5);
    assertThat(connected.callback(id).getObject("data").getInt("flags")).isEqualTo(flags);
  }

  @Test
  void saysSoWhenAButtonIsOutdated() {
    connected.connect();

    var id = connected.discord.interact(World.press(ADA, "ancient", false));

    assertThat(connected.answer(id)).contains("older Headroom");
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
    connected.configure(
        new DiscordSettings(connected.token(), connected.url(), List.of(), configured),
        Connected::png);
    connected.connect();

    var id = connected.discord.interact(World.command(user, List.of(role), Connected.QUOTA));

    assertThat(connected.answer(id)).endsWith("admin=" + expected);
    assertThat(List.of(KEEPERS, FINOPS)).contains(role);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "user:301, true", "role:401, false"})
  void trustsOnlyConfiguredPeopleInDirectMessages(String admins, boolean expected) {
    var configured = admins.isEmpty() ? List.<String>of() : List.of(admins);
    connected.configure(
        new DiscordSettings(connected.token(), connected.url(), List.of(), configured),
        Connected::png);
    connected.connect();

    var id = connected.discord.interact(World.directCommand(ADA, Connected.QUOTA));

    assertThat(connected.answer(id)).endsWith("admin=" + expected);
  }
}
