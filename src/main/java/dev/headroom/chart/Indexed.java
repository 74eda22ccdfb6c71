package dev.headroom.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Reduces a picture to at most 256 colours, so that its PNG is small and quickly written.
///
/// A chart has a handful of colours and some hundred more where edges are smoothed. The 256 most
/// frequent stay as they are; each other one, seen in a few pixels, becomes the nearest of them.
final class Indexed {

  private static final int COLOURS = 256;

  private Indexed() {}

  static BufferedImage of(BufferedImage image) {
    var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    var counts = new ColourCounts(pixels);
    var palette = counts.mostFrequent(COLOURS);
    var indexed =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
    var target = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    var nearest = counts.map(colour -> nearest(colour, palette));
    int before = ~pixels[0];
    byte index = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] != before) {
        before = pixels[i];
        index = (byte) nearest[counts.place(before)];
      }
      target[i] = index;
    }
    return indexed;
  }

  private static IndexColorModel model(int[] palette) {
    return new IndexColorModel(
        8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
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

  /// How often each colour is seen: a hash table without objects, as there are a million pixels.
  private static final class ColourCounts {
    private static final int FREE = -1;

    private int[] colours = new int[1 << 13];
    private int[] counts = new int[colours.length];
    private int size;

    ColourCounts(int[] pixels) {
      Arrays.fill(colours, FREE);
      for (int start = 0; start < pixels.length; ) {
        int end = start + 1;
        while (end < pixels.length && pixels[end] == pixels[start]) {
          end++;
        }
        add(pixels[start] & 0xFFFFFF, end - start);
        start = end;
      }
    }

    private void add(int colour, int times) {
      int place = place(colour);
      if (colours[place] == FREE) {
        colours[place] = colour;
        if (++size > colours.length / 2) {
          grow();
          place = place(colour);
        }
      }
      counts[place] += times;
    }

    private void grow() {
      var oldColours = colours;
      var oldCounts = counts;
      colours = new int[oldColours.length * 2];
      counts = new int[colours.length];
      Arrays.fill(colours, FREE);
      for (int i = 0; i < oldColours.length; i++) {
        if (oldColours[i] != FREE) {
          int place = place(oldColours[i]);
          colours[place] = oldColours[i];
          counts[place] = oldCounts[i];
        }
      }
    }

    /// Where a pixel's colour is, or could be.
    int place(int pixel) {
      int colour = pixel & 0xFFFFFF;
      int mask = colours.length - 1;
      int place = ((colour * 0x9E3779B1) >>> 12) & mask;
      while (colours[place] != colour && colours[place] != FREE) {
        place = (place + 1) & mask;
      }
      return place;
    }

    int[] mostFrequent(int most) {
      return IntStream.range(0, colours.length)
          .filter(place -> colours[place] != FREE)
          .boxed()
          .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
          .limit(most)
          .mapToInt(place -> colours[place])
          .toArray();
    }

    int[] map(java.util.function.IntUnaryOperator each) {
      var mapped = new int[colours.length];
      for (int place = 0; place < colours.length; place++) {
        mapped[place] = colours[place] == FREE ? 0 : each.applyAsInt(colours[place]);
      }
      return mapped;
    }
  }
}
