package dev.headroom.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class VaultTest {

  private static final Secret KEY = key((byte) 1);
  private static final Secret OTHER_KEY = key((byte) 2);
  private static final Secret TOKEN = new Secret("refresh-token-of-ada");

  private static Secret key(byte filling) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, filling);
    return new Secret(Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void opensWhatItSealed() {
    var sealed = Vault.open(KEY).seal(TOKEN, "claude-ada");

    assertThat(Vault.open(KEY).open(sealed, "claude-ada")).isEqualTo(TOKEN);
  }

  @Test
  void hidesWhatItSeals() {
    var sealed = Vault.open(KEY).seal(TOKEN, "claude-ada");

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("refresh-token");
  }

  @Test
  void refusesAnotherKey() {
    var sealed = Vault.open(OTHER_KEY).seal(TOKEN, "claude-ada");

    assertThatThrownBy(() -> Vault.open(KEY).open(sealed, "claude-ada"))
        .isInstanceOf(Vault.WrongKey.class)
        .hasMessageContaining("claude-ada")
        .hasMessageContaining("log in again");
  }

  @Test
  void refusesARowOfAnotherOwner() {
    var vault = Vault.open(KEY);
    var sealed = vault.seal(TOKEN, "claude-ada");

    assertThatThrownBy(() -> vault.open(sealed, "claude-bob")).isInstanceOf(Vault.WrongKey.class);
  }

  @Test
  void saysHowToMakeAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vault.open(new Secret("dG9vIHNob3J0")))
        .withMessageContaining("must be 32 bytes, was 9")
        .withMessageContaining("openssl rand -base64 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vault.open(new Secret("no base64!")))
        .withMessageContaining("must be base64")
        .withMessageNotContaining("no base64!");
  }
}
