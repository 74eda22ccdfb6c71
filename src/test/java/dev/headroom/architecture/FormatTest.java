package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// google-java-format decides how every file looks. `-Dformat=write` rewrites what differs, and
/// still fails, so that a rewrite is always seen.
final class FormatTest {

  @Test
  void everySourceFileIsFormatted() throws IOException, FormatterException {
    var different =
        Stream.of("src/main/java", "src/test/java", "src/jmh/java")
            .map(Path::of)
            .filter(Files::isDirectory)
            .flatMap(FormatTest::sources)
            .filter(FormatTest::isDifferent)
            .toList();

    assertThat(different)
        .as("not formatted; mvn test -Dtest=FormatTest -Dformat=write rewrites them")
        .isEmpty();
  }

  private static Stream<Path> sources(Path root) {
    try (var files = Files.walk(root)) {
      return List.copyOf(files.filter(file -> file.toString().endsWith(".java")).toList()).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isDifferent(Path file) {
    try {
      var before = Files.readString(file);
      var after =
          new Formatter()
              .formatSource(
                  ImportOrderer.reorderImports(
                      RemoveUnusedImports.removeUnusedImports(before), Style.GOOGLE));
      if (before.equals(after)) {
        return false;
      }
      if ("write".equals(System.getProperty("format"))) {
        Files.writeString(file, after);
      }
      return true;
    } catch (IOException | FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
