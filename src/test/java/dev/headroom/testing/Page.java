package dev.headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of the docs of which the code writes a part: what stands between two comments.
public final class Page {

  private static final String BEGIN = "<!-- written by the tests -->\n";
  private static final String END = "\n<!-- to here -->";

  private Page() {}

  /// Compares the part with `table`. `-Dgolden=update` rewrites it and still fails.
  public static void hasTable(Path page, String table) {
    try {
      var text = Files.readString(page);
      var begin = text.indexOf(BEGIN) + BEGIN.length();
      var end = text.indexOf(END);
      if ("update".equals(System.getProperty("golden"))) {
        Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
        fail(page + " was rewritten; look at the diff and run again without -Dgolden=update");
      }
      assertThat(text.substring(begin, end))
          .as("%s; -Dgolden=update rewrites it", page)
          .isEqualTo(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
