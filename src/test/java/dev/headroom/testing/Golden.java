package dev.headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares text with a file under `src/test/resources/golden`. `-Dgolden=update` rewrites the file
/// and still fails, so that an update is always seen.
public final class Golden {

  private Golden() {}

  /// Compares `actual` with the golden file at `name`, like `SlackRendererTest/quota.json`.
  public static void matches(String name, String actual) {
    var golden = Path.of("src/test/resources/golden", name);
    var text = actual.endsWith("\n") ? actual : actual + "\n";
    try {
      if ("update".equals(System.getProperty("golden"))) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, text);
        fail(golden + " was rewritten; look at the diff and run again without -Dgolden=update");
      }
      assertThat(text)
          .as("%s; -Dgolden=update rewrites it", golden)
          .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
