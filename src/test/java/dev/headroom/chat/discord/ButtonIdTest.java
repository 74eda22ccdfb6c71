package dev.headroom.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Button.Effect;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ButtonIdTest {

  static Stream<ButtonId> buttons() {
    return Stream.of(
        new ButtonId(Effect.REPLACE, "quota", ""),
        new ButtonId(Effect.REPLY, "quota-history", "openai-prod 30d"),
        new ButtonId(Effect.SHARE, "quota-history", "a|b".repeat(26)));
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void comesBackAsItWent(ButtonId button) {
    assertThat(button.toText().flatMap(ButtonId::parse)).contains(button);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quota", "delete|quota all"})
  void isNotFoundInForeignText(String text) {
    assertThat(ButtonId.parse(text)).isEmpty();
  }

  @Test
  void isEmptyWhenTooLongForDiscord() {
    assertThat(new ButtonId(Effect.SHARE, "quota", "x".repeat(89)).toText()).isEmpty();
  }
}
