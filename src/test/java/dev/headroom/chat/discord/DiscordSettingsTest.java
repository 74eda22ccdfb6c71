package dev.headroom.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscordSettingsTest {

  @Test
  void endsTheAddressWithASlash() {
    var settings =
        new DiscordSettings(
            new Secret("t"), URI.create("http://localhost/api/v10"), List.of(), List.of());

    assertThat(settings.apiUrl()).isEqualTo(URI.create("http://localhost/api/v10/"));
  }

  @Test
  void refusesATokenWithBlanksWithoutShowingIt() {
    assertThatThrownBy(() -> settings("Bot sesame", List.of(), List.of()))
        .hasMessageContaining("discord.token: must be one word")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void refusesAdminsOfUnknownKind() {
    assertThatThrownBy(() -> settings("t", List.of(), List.of("user:1", "ada")))
        .hasMessage("discord.admins[1]: must be role:ID or user:ID, was ada");
  }

  @Test
  void refusesServersWithoutNumber() {
    assertThatThrownBy(() -> settings("t", List.of("Test"), List.of()))
        .hasMessage("discord.guilds[0]: must be the server's number, was Test");
  }

  private static DiscordSettings settings(String token, List<String> guilds, List<String> admins) {
    return new DiscordSettings(new Secret(token), DiscordSettings.DISCORD, guilds, admins);
  }
}
