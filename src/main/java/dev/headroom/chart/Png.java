package dev.headroom.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a picture of at most 256 colours as PNG (https://www.w3.org/TR/png-3/).
///
/// ImageIO writes the same some 60 % slower and larger, as it can't say that a row repeats the one
/// above it, which in charts most rows do.
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte BITS = 8;
  private static final byte INDEXED = 3;
  private static final byte AS_IS = 0;
  private static final byte LIKE_ABOVE = 2;
  private static final int LEVEL = 6;

  private Png() {}

  /// The file for `image`, whose every byte is a place in its palette.
  static byte[] of(BufferedImage image) {
    var bytes = new ByteArrayOutputStream(1 << 16);
    try (var out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      writeChunk(out, "IHDR", header(image));
      writeChunk(out, "PLTE", palette((IndexColorModel) image.getColorModel()));
      writeChunk(out, "IDAT", compressed(rows(image)));
      writeChunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(image.getWidth());
    out.writeInt(image.getHeight());
    // Then: compression by deflate, the usual filters, not interlaced; each the only zero.
    out.write(new byte[] {BITS, INDEXED, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] palette(IndexColorModel colours) {
    var bytes = new byte[3 * colours.getMapSize()];
    for (int i = 0; i < colours.getMapSize(); i++) {
      bytes[3 * i] = (byte) colours.getRed(i);
      bytes[3 * i + 1] = (byte) colours.getGreen(i);
      bytes[3 * i + 2] = (byte) colours.getBlue(i);
    }
    return bytes;
  }

  /// Each row behind the byte that says how it is written: as it is, or as what differs from the
  /// row above, which is nothing.
  private static byte[] rows(BufferedImage image) {
    int width = image.getWidth();
    var pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    var rows = new byte[(width + 1) * image.getHeight()];
    for (int y = 0; y < image.getHeight(); y++) {
      int from = y * width;
      int to = y * (width + 1);
      boolean repeats =
          y > 0 && Arrays.equals(pixels, from, from + width, pixels, from - width, from);
      rows[to] = repeats ? LIKE_ABOVE : AS_IS;
      if (!repeats) {
        System.arraycopy(pixels, from, rows, to + 1, width);
      }
    }
    return rows;
  }

  private static byte[] compressed(byte[] rows) {
    var deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(rows);
      deflater.finish();
      var out = new ByteArrayOutputStream(1 << 15);
      var part = new byte[1 << 13];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void writeChunk(DataOutputStream out, String type, byte[] content)
      throws IOException {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var check = new CRC32();
    check.update(name);
    check.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) check.getValue());
  }
}
