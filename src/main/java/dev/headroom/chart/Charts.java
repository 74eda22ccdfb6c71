package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Layer;
import dev.headroom.message.Chart.Step;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Turns charts into pictures: PNG, 1200 by 800, at most 256 colours. Safe for many threads; as
/// many draw at once as there are cores, each into a picture that is used again and again.
///
/// They draw on threads of their own: drawing never waits, so on virtual threads it would keep all
/// others from going on, acknowledgements to people included.
public final class Charts {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Fonts fonts = new Fonts();
  private final ExecutorService threads = threads();
  private final ConcurrentLinkedDeque<BufferedImage> idle = new ConcurrentLinkedDeque<>();

  /// The picture of `chart` as PNG, some 10 to 30 KB.
  public byte[] png(Chart chart) {
    return CompletableFuture.supplyAsync(() -> draw(chart), threads).join();
  }

  private byte[] draw(Chart chart) {
    var pooled = idle.pollLast();
    var image = pooled == null ? blank() : pooled;
    new Picture(fonts).draw(chart, image);
    var png = Png.of(Indexed.of(image));
    idle.addLast(image);
    return png;
  }

  private static ExecutorService threads() {
    var pool =
        new ThreadPoolExecutor(
            CORES,
            CORES,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("chart-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /// Draws a chart for nobody, as the first one in a fresh JVM takes ten times as long.
  public void warmUp() {
    var now = Instant.EPOCH;
    var values = List.of(Optional.of(BigDecimal.ONE), Optional.<BigDecimal>empty());
    png(
        new Chart(
            "warm-up",
            "USD",
            Step.DAY,
            List.of(now, now.plusSeconds(86_400)),
            List.of(new Layer("one", values), new Layer("two", values)),
            Optional.of(BigDecimal.TWO)));
  }

  static BufferedImage blank() {
    return new BufferedImage(Theme.WIDTH, Theme.HEIGHT, BufferedImage.TYPE_INT_RGB);
  }
}
