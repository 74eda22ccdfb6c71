package dev.headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Compares a picture with a PNG under `src/test/resources/golden`, by what is seen. A mismatch
/// leaves the picture and where it differs under `target/golden`. `-Dgolden=update` rewrites the
/// file and still fails, so that an update is always seen.
public final class GoldenImage {

  /// Other versions of the font rasteriser smooth edges a little differently.
  private static final int SAME_CHANNEL = 24;

  private static final double SAME_PICTURE = 0.001;

  private GoldenImage() {}

  /// Compares the PNG `actual` with the golden file at `name`, like `ChartsTest/bars.png`.
  public static void matches(String name, byte[] actual) {
    var golden = Path.of("src/test/resources/golden", name);
    try {
      if ("update".equals(System.getProperty("golden"))) {
        Files.createDirectories(golden.getParent());
        Files.write(golden, actual);
        fail(golden + " was rewritten; look at it and run again without -Dgolden=update");
      }
      assertThat(golden).as("-Dgolden=update writes it").exists();
      compare(name, decoded(Files.readAllBytes(golden)), actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The pixels of a PNG.
  public static BufferedImage decoded(byte[] png) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(png));
    var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var pen = rgb.createGraphics();
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return rgb;
  }

  private static void compare(String name, BufferedImage expected, byte[] png) throws IOException {
    var actual = decoded(png);
    assertThat(actual.getWidth() + "x" + actual.getHeight())
        .isEqualTo(expected.getWidth() + "x" + expected.getHeight());
    var diff = new BufferedImage(actual.getWidth(), actual.getHeight(), BufferedImage.TYPE_INT_RGB);
    int different = 0;
    for (int y = 0; y < actual.getHeight(); y++) {
      for (int x = 0; x < actual.getWidth(); x++) {
        if (differs(expected.getRGB(x, y), actual.getRGB(x, y))) {
          diff.setRGB(x, y, 0xFF0000);
          different++;
        }
      }
    }
    if (different > SAME_PICTURE * actual.getWidth() * actual.getHeight()) {
      var folder = Files.createDirectories(Path.of("target/golden", name).getParent());
      var file = Path.of(name).getFileName().toString();
      Files.write(folder.resolve(file), png);
      ImageIO.write(diff, "png", folder.resolve("diff-" + file).toFile());
      fail("%s differs in %d pixels; see %s", name, different, folder);
    }
  }

  private static boolean differs(int one, int other) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > SAME_CHANNEL) {
        return true;
      }
    }
    return false;
  }
}
