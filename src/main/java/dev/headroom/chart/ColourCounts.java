package dev.headroom.chart;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// How often each colour is seen: a hash table without objects, as there are a million pixels.
final class ColourCounts {
  private static final int FREE = -1;

  private int[] colours = new int[1 << 13];
  private int[] counts = new int[colours.length];
  private int size;

  ColourCounts(int[] pixels, int width) {
    Arrays.fill(colours, FREE);
    for (int row = 0; row < pixels.length; ) {
      int next = row + width;
      while (next < pixels.length && Indexed.repeats(pixels, next, width)) {
        next += width;
      }
      addRow(pixels, row, row + width, (next - row) / width);
      row = next;
    }
  }

  private void addRow(int[] pixels, int from, int to, int times) {
    for (int start = from; start < to; ) {
      int end = start + 1;
      while (end < to && pixels[end] == pixels[start]) {
        end++;
      }
      add(pixels[start] & 0xFFFFFF, (end - start) * times);
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

  int[] map(IntUnaryOperator each) {
    var mapped = new int[colours.length];
    for (int place = 0; place < colours.length; place++) {
      mapped[place] = colours[place] == FREE ? 0 : each.applyAsInt(colours[place]);
    }
    return mapped;
  }
}
