package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headroom.config.Loaded.Broken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One file per mistake, named for it, beside the exact report. `-Dgolden=update` rewrites reports.
final class MistakesTest {

  private static final Path MISTAKES = Path.of("src/test/resources/config");

  static List<String> mistakes() throws IOException {
    try (var files = Files.list(MISTAKES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isReported(String mistake) throws IOException {
    var yaml = Files.readString(MISTAKES.resolve(mistake + ".yaml"));

    var loaded = ConfigFiles.known().parse("headroom.yaml", yaml);

    assertThat(loaded).isInstanceOf(Broken.class);
    assertThat(loaded.toString()).doesNotContain("hush");
    matches(MISTAKES.resolve(mistake + ".txt"), report((Broken) loaded));
  }

  private static String report(Broken broken) {
    return broken.problems().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void matches(Path expected, String report) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(expected, report);
      fail(expected + " was rewritten; look at the diff and run again without -Dgolden=update");
    }
    assertThat(report).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
  }
}
