package dev.headroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.headroom.testing.GoldenImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FontsTest {

  private static final List<String> NAMESPACE = List.of("unshare", "--map-root-user", "--mount");

  /// Hides all of the system's fonts and the library that finds them.
  private static final String HIDE_FONTS =
      """
      for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts "$HOME/.fonts"; do
        test ! -d "$folder" || mount -t tmpfs none "$folder" || exit 99
      done
      for library in $(find /usr/lib /lib -name 'libfontconfig*' 2>/dev/null); do
        mount --bind /dev/null "$library" || exit 99
      done
      exec "$@"
      """;

  @TempDir private Path folder;

  /// A forked JVM: AWT reads its settings once.
  @Test
  void drawTheSamePictureWhereTheSystemHasNone() throws Exception {
    assumeThat(works(List.of("true"))).as("mount namespaces").isTrue();
    var png = folder.resolve("chart.png");

    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            Fontless.class.getName(),
            png.toString());

    assertThat(works(command)).isTrue();
    GoldenImage.matches("ChartsTest/stack-month.png", Files.readAllBytes(png));
  }

  private boolean works(List<String> command) throws InterruptedException {
    var all = new ArrayList<>(NAMESPACE);
    all.addAll(List.of("sh", "-c", HIDE_FONTS, "sh"));
    all.addAll(command);
    try {
      return new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"openai-prod, openai-prod", "groq 🚀, groq", "日本 team, team", "Zoë · №1, Zoë · №1"})
  void leaveOutWhatTheyCanNotShow(String name, String legible) {
    assertThat(new Fonts().legible(name)).isEqualTo(legible);
  }
}
