package dev.headroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.message.Chart;
import dev.headroom.testing.Messages;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GalleryTest {

  private final Queue<String> drawn = new ConcurrentLinkedQueue<>();

  @Test
  void drawsOnceForAllWhoAskAtOnce() throws Exception {
    var started = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var gallery =
        new Gallery(chart -> {
          started.countDown();
          await(finish);
          return draw(chart);
        });
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = people.submit(() -> gallery.png(Messages.chart("one")));
      started.await();
      var others =
          IntStream.range(0, 20)
              .mapToObj(_ -> people.submit(() -> gallery.png(Messages.chart("one"))))
              .toList();
      finish.countDown();

      assertThat(first.get()).isEqualTo(new byte[] {3});
      for (Future<byte[]> other : others) {
        assertThat(other.get()).isEqualTo(first.get());
      }
    }
    assertThat(drawn).containsExactly("one");
  }

  @Test
  void drawsAnotherChartByItself() {
    var gallery = new Gallery(this::draw);

    List.of("one", "two", "one").forEach(name -> gallery.png(Messages.chart(name)));

    assertThat(drawn).containsExactly("one", "two");
  }

  @Test
  void forgetsWhatWasNotAskedForLately() {
    var gallery = new Gallery(this::draw);

    IntStream.range(0, 40).forEach(i -> gallery.png(Messages.chart("chart " + i)));
    gallery.png(Messages.chart("chart 0"));

    assertThat(drawn).hasSize(41);
  }

  @Test
  void triesAgainWhatCouldNotBeDrawn() {
    var gallery =
        new Gallery(chart -> {
          if (drawn.isEmpty()) {
            draw(chart);
            throw new IllegalStateException("as planned");
          }
          return draw(chart);
        });

    assertThatThrownBy(() -> gallery.png(Messages.chart("one"))).hasMessage("as planned");

    assertThat(gallery.png(Messages.chart("one"))).hasSize(1);
  }

  private byte[] draw(Chart chart) {
    drawn.add(chart.alt());
    return new byte[] {(byte) chart.alt().length()};
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
