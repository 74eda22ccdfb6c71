package dev.headroom.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/// Reduces a picture to at most 256 colours, so that its PNG is small and quickly written.
///
/// A chart has a handful of colours and some hundred more where edges are smoothed. The 256 most
/// frequent stay as they are; each other one, seen in a few pixels, becomes the nearest of them.
final class Indexed {

  private static final int COLOURS = 256;

  private Indexed() {}

  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    var counts = new ColourCounts(pixels, width);
    var palette = counts.mostFrequent(COLOURS);
    var indexed =
        new BufferedImage(
            width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
    var target = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    var nearest = counts.map(colour -> nearest(colour, palette));
    for (int row = 0; row < pixels.length; row += width) {
      if (repeats(pixels, row, width)) {
        System.arraycopy(target, row - width, target, row, width);
      } else {
        convert(pixels, target, row, row + width, counts, nearest);
      }
    }
    return indexed;
  }

  /// Whether a row is like the one above it, as most are in a chart.
  static boolean repeats(int[] pixels, int row, int width) {
    return row > 0 && Arrays.equals(pixels, row, row + width, pixels, row - width, row);
  }

  private static void convert(
      int[] pixels, byte[] target, int from, int to, ColourCounts counts, int[] nearest) {
    int before = ~pixels[from];
    byte index = 0;
    for (int i = from; i < to; i++) {
      if (pixels[i] != before) {
        before = pixels[i];
        index = (byte) nearest[counts.place(before)];
      }
      target[i] = index;
    }
  }

  private static IndexColorModel model(int[] palette) {
    return new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int nearest(int colour, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length && least > 0; i++) {
      int distance = distance(colour, palette[i]);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 0xFF) - (other >> 16 & 0xFF);
    int green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
    int blue = (one & 0xFF) - (other & 0xFF);
    return red * red + green * green + blue * blue;
  }
}
