package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Layer;
import dev.headroom.message.Chart.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Charts to look at.
public final class ChartSamples {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private ChartSamples() {}

  /// A week of shares with a gap, a zero and an overshoot.
  public static Chart percentBars() {
    return days("percent", layer("openai-prod", "38 64 72.4 - 91 0 104"));
  }

  /// A month of costs of five accounts.
  public static Chart stack() {
    return days(
        "USD",
        wave("anthropic-team", 30, 40, 1),
        wave("openai-prod", 30, 35, 2),
        wave("gemini", 30, 52, 3),
        wave("mistral-eu", 30, 48, 4),
        wave("groq", 30, 60, 5));
  }

  static Layer wave(String name, int slots, double mean, long seed) {
    var random = new Random(seed);
    return new Layer(
        name,
        IntStream.range(0, slots)
            .mapToObj(slot -> mean * (slot % 7 < 5 ? 1 : 0.6) * (0.8 + 0.4 * random.nextDouble()))
            .map(value -> Optional.of(BigDecimal.valueOf(Math.round(value * 100), 2)))
            .toList());
  }

  /// A layer whose values are separated by blanks, `-` being a gap.
  static Layer layer(String name, String values) {
    return new Layer(name, Arrays.stream(values.split(" ")).map(ChartSamples::value).toList());
  }

  private static Optional<BigDecimal> value(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  static Chart days(String unit, Layer... layers) {
    int slots = layers[0].values().size();
    var first = Instant.parse("2026-11-22T00:00:00Z").minus(Duration.ofDays(slots));
    return chart(unit, Step.DAY, Stream.iterate(first, at -> at.plus(Duration.ofDays(1))), layers);
  }

  static Chart hours(String unit, Layer... layers) {
    var first = NOON.minus(Duration.ofHours(layers[0].values().size() - 1));
    return chart(
        unit, Step.HOUR, Stream.iterate(first, at -> at.plus(Duration.ofHours(1))), layers);
  }

  private static Chart chart(String unit, Step step, Stream<Instant> slots, Layer... layers) {
    return new Chart(
        "a chart",
        unit,
        step,
        slots.limit(layers[0].values().size()).toList(),
        List.of(layers),
        Optional.empty());
  }

  public static Chart limited(Chart chart, String limit) {
    return new Chart(
        chart.alt(),
        chart.unit(),
        chart.step(),
        chart.slots(),
        chart.layers(),
        Optional.of(new BigDecimal(limit)));
  }
}
