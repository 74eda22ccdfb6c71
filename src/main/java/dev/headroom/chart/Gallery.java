package dev.headroom.chart;

import dev.headroom.message.Chart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The pictures of the charts that were asked for last. However many people ask for one, as after
/// an alert, it is drawn once.
public final class Gallery {

  private static final int KEPT = 32;

  private final Function<Chart, byte[]> draw;
  private final Map<Chart, CompletableFuture<byte[]>> pictures =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Chart, CompletableFuture<byte[]>> eldest) {
          return size() > KEPT;
        }
      };

  public Gallery(Function<Chart, byte[]> draw) {
    this.draw = draw;
  }

  /// The picture of `chart`. One that could not be drawn is tried again by who asks next.
  public byte[] png(Chart chart) {
    var picture = new CompletableFuture<byte[]>();
    return begun(chart, picture).map(CompletableFuture::join).orElseGet(() -> draw(chart, picture));
  }

  private byte[] draw(Chart chart, CompletableFuture<byte[]> picture) {
    try {
      var png = draw.apply(chart);
      picture.complete(png);
      return png;
    } catch (RuntimeException | Error e) {
      forget(chart);
      picture.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized Optional<CompletableFuture<byte[]>> begun(
      Chart chart, CompletableFuture<byte[]> picture) {
    return Optional.ofNullable(pictures.putIfAbsent(chart, picture));
  }

  private synchronized void forget(Chart chart) {
    pictures.remove(chart);
  }
}
