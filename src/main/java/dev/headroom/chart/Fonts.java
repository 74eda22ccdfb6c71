package dev.headroom.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bundled typeface, so that pictures look the same everywhere and a machine needs no fonts.
public final class Fonts {

  private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);
  private static final String REGULAR = "Inter-Regular.ttf";
  private static final String SEMI_BOLD = "Inter-SemiBold.ttf";

  private final Font regular;
  private final Font semiBold;

  Fonts() {
    regular = load(REGULAR).deriveFont(Theme.TEXT);
    semiBold = load(SEMI_BOLD).deriveFont(Theme.TEXT);
  }

  /// Makes AWT work without a screen, and on Linux without any fonts of the system; call it before
  /// anything touches AWT. Even a bundled font can't be loaded where AWT finds none of the system's
  /// , so AWT is told that all its own are the bundled one.
  public static void prepare() {
    System.setProperty("java.awt.headless", "true");
    var linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux || System.getProperty("sun.awt.fontconfig") != null) {
      return;
    }
    try {
      System.setProperty("sun.awt.fontconfig", write().toString());
    } catch (IOException e) {
      LOG.warn("fonts=system reason=\"can't write to the temporary folder: {}\"", e.getMessage());
    }
  }

  private static Path write() throws IOException {
    var folder = Files.createTempDirectory("headroom-fonts-");
    var font = folder.resolve(REGULAR);
    var config = folder.resolve("fontconfig.properties");
    try (var bytes = open(REGULAR)) {
      Files.copy(bytes, font);
    }
    Files.writeString(config, config(font));
    // Deleted in reverse order: the files, then their folder.
    Stream.of(folder, font, config).map(Path::toFile).forEach(File::deleteOnExit);
    return config;
  }

  private static String config(Path font) {
    var logical =
        Stream.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")
            .flatMap(name ->
                Stream.of("plain", "bold", "italic", "bolditalic")
                    .map(style -> name + "." + style + ".latin-1=Inter"))
            .collect(Collectors.joining("\n"));
    return "version=1\n%s\nsequence.allfonts=latin-1\nfilename.Inter=%s\n".formatted(logical, font);
  }

  Font regular() {
    return regular;
  }

  Font semiBold() {
    return semiBold;
  }

  /// `text` without the characters that the typeface lacks, such as emoji.
  String legible(String text) {
    return text.codePoints()
        .filter(regular::canDisplay)
        .filter(character -> !Character.isISOControl(character))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static Font load(String file) {
    try (var bytes = open(file)) {
      return Font.createFont(Font.TRUETYPE_FONT, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("font " + file + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(Fonts.class.getResourceAsStream("/fonts/" + file), file);
  }
}
