package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.Interpolation.Expanded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterpolationTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "ada", "_2", "two", "EMPTY", "", "DOLLAR", "a${NAME}b");

  private final Interpolation interpolation =
      new Interpolation(name -> Optional.ofNullable(ENVIRONMENT.get(name)));

  @Test
  void putsVariablesIntoWholeValuesAndIntoTheirMiddle() {
    assertThat(interpolation.expand("${NAME}")).isEqualTo(new Expanded("ada"));
    assertThat(interpolation.expand("hi ${NAME}, ${_2}!")).isEqualTo(new Expanded("hi ada, two!"));
    assertThat(interpolation.expand("no variable, $5, {x}"))
        .isEqualTo(new Expanded("no variable, $5, {x}"));
  }

  @Test
  void takesTheDefaultOnlyWhenTheVariableIsUnset() {
    assertThat(interpolation.expand("${NAME:bob}")).isEqualTo(new Expanded("ada"));
    assertThat(interpolation.expand("${EMPTY:bob}")).isEqualTo(new Expanded(""));
    assertThat(interpolation.expand("${URL:http://a:1/}")).isEqualTo(new Expanded("http://a:1/"));
    assertThat(interpolation.expand("${URL:}")).isEqualTo(new Expanded(""));
  }

  @Test
  void looksAtWhatItPutsInOnlyOnce() {
    assertThat(interpolation.expand("${DOLLAR}")).isEqualTo(new Expanded("a${NAME}b"));
  }

  @Test
  void readsAFileWithoutItsLastLineBreak(@TempDir Path dir) throws IOException {
    var file = Files.writeString(dir.resolve("secret"), "line 1\nline 2\n");

    assertThat(interpolation.expand("${file:" + file + "}"))
        .isEqualTo(new Expanded("line 1\nline 2"));
  }
}
