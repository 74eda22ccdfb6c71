package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PastedTest {

  private static final URI REDIRECT = URI.create("http://localhost:1455/auth/callback");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc/de+f=",
        "  abc/de+f=  ",
        "abc/de+f=#state-1",
        "http://localhost:1455/auth/callback?code=abc%2Fde%2Bf%3D&state=state-1",
        "http://localhost:1455/auth/callback?state=state-1&scope=a+b&code=abc%2Fde%2Bf%3D#",
        "localhost:1455/auth/callback?code=abc%2Fde%2Bf%3D&state=state-1",
        "?code=abc%2Fde%2Bf%3D&state=state-1",
        "code=abc%2Fde%2Bf%3D&state=state-1"
      })
  void findsTheCode(String line) {
    assertThat(read(line)).isEqualTo(new Pasted.Code(new Secret("abc/de+f=")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc/de+f=#state-2",
        "http://localhost:1455/auth/callback?code=abc%2Fde%2Bf%3D&state=state-2",
        "http://localhost:1455/auth/callback?code=abc%2Fde%2Bf%3D",
        "code=abc%2Fde%2Bf%3D"
      })
  void wantsTheStateOfThisAttempt(String line) {
    assertThat(read(line))
        .isEqualTo(
            new Pasted.Wrong(
                "That code belongs to another attempt; take the one of the page above."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:1455/auth/callback?code=abcdef&state=state-1",
        "http://localhost:1455/auth/callback/x?code=abcdef&state=state-1",
        "https://auth.example/authorize?code=true&state=state-1"
      })
  void takesNoOtherAddress(String line) {
    assertThat(read(line))
        .isEqualTo(
            new Pasted.Wrong(
                "The address must begin with http://localhost:1455/auth/callback?code="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes",
        "what do you mean",
        "http://localhost:1455/auth/callback?code=%zz&state=state-1",
        "http://localhost:1455/auth/callback?error=access_denied&state=state-2"
      })
  void takesNothingElseForACode(String line) {
    assertThat(read(line)).isInstanceOf(Pasted.Wrong.class);
  }

  @Test
  void knowsARefusal() {
    assertThat(read("http://localhost:1455/auth/callback?error=access_denied&state=state-1"))
        .isEqualTo(new Pasted.Refused("access_denied"));
  }

  private static Pasted read(String line) {
    return Pasted.read(line, REDIRECT, "state-1");
  }
}
