package dev.headroom.chart;

import static dev.headroom.chart.ChartSamples.days;
import static dev.headroom.chart.ChartSamples.hours;
import static dev.headroom.chart.ChartSamples.layer;
import static dev.headroom.chart.ChartSamples.limited;
import static dev.headroom.chart.ChartSamples.wave;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Step;
import dev.headroom.testing.GoldenImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ChartsTest {

  private static final Charts CHARTS = new Charts();

  static Stream<Arguments> charts() {
    return Stream.of(
        Arguments.of("percent-week", limited(ChartSamples.percentBars(), "100")),
        Arguments.of("percent-quarter", days("percent", wave("openai-prod", 90, 70, 7))),
        Arguments.of(
            "percent-two-layers",
            days("percent", layer("openai", "38 64 72 - 91"), layer("groq", "12 0 30 55 -"))),
        Arguments.of(
            "percent-lines",
            limited(
                hours(
                    "percent",
                    wave("openai-prod", 24, 60, 8),
                    layer(
                        "anthropic-team",
                        "5 9 15 - - - 22 30 34 - 38 - 45 52 60 66 71 78 84 88 91 95 99 104"),
                    wave("groq", 24, 20, 9)),
                "100")),
        Arguments.of("stack-month", limited(ChartSamples.stack(), "250")),
        Arguments.of(
            "stack-gaps",
            days(
                "USD",
                layer("openai-prod", "12 14 - - 9 0 0 20 18 11 - - - - - - - - 14 12"),
                layer("groq 🚀", "5 - - - 6 0 0 9 8 - - - - - - - - - 3 4"))),
        Arguments.of(
            "cost-week", limited(days("USD", layer("a", "812 930 0 1204 - 990 1450")), "500")),
        Arguments.of("refunds", days("EUR", layer("a", "12 -8 20 4 9"), layer("b", "4 3 -6 2 1"))),
        Arguments.of("tokens-quarter", days("tokens", wave("a", 90, 8_500_000, 10))),
        Arguments.of("tiny", days("USD", layer("a", "0.0004 0.0009 0.0002"))),
        Arguments.of("huge", days("requests", layer("a", "4e30 0 9e31"), layer("b", "1 1 1"))),
        Arguments.of("one-slot", days("USD", layer("a", "42.5"), layer("b", "10"))),
        Arguments.of("no-readings", days("USD", layer("a", "- - - - - - -"))),
        Arguments.of("all-zero", days("requests", layer("a", "0 0 0 0 0"))),
        Arguments.of(
            "many-layers",
            days(
                "USD",
                wave("platform-team-production", 7, 9, 1),
                wave("anthropic-research", 7, 8, 2),
                wave("gemini", 7, 7, 3),
                wave("bedrock-eu-central", 7, 6, 4),
                wave("azure", 7, 5, 5),
                wave("mistral", 7, 4, 6),
                wave("groq", 7, 3, 7),
                wave("deepseek", 7, 2, 8),
                wave("cohere", 7, 1, 9))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void looksAsItLookedWhenSomeoneLooked(String name, Chart chart) {
    GoldenImage.matches("ChartsTest/" + name + ".png", CHARTS.png(chart));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void isSmallAndOfFewColours(String name, Chart chart) throws IOException {
    var png = CHARTS.png(chart);
    var image = GoldenImage.decoded(png);
    var pixels = image.getRGB(0, 0, 1200, 800, new int[1200 * 800], 0, 1200);

    assertThat(png.length).as(name).isLessThan(64 * 1024);
    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(Arrays.stream(pixels).distinct().count()).isLessThanOrEqualTo(256);
  }

  @Test
  void drawsABarForEveryDay() throws IOException {
    var image = GoldenImage.decoded(CHARTS.png(ChartSamples.stack()));

    assertThat(bars(image, Theme.layer(0), 690)).isEqualTo(30);
  }

  @Test
  void drawsNoBarForAGapAndALineForZero() throws IOException {
    var image = GoldenImage.decoded(CHARTS.png(days("USD", layer("a", "3 0 - 4 0"))));

    assertThat(bars(image, Theme.layer(0), 600)).isEqualTo(2);
    assertThat(bars(image, Theme.layer(0), 699)).isEqualTo(4);
  }

  @Test
  void coloursSharesByHowBadTheyAre() throws IOException {
    var image = GoldenImage.decoded(CHARTS.png(days("percent", layer("a", "69 70 89 90 100 110"))));

    assertThat(bars(image, Theme.severity(new BigDecimal("0")), 600)).isEqualTo(1);
    assertThat(bars(image, Theme.severity(new BigDecimal("70")), 600)).isEqualTo(2);
    assertThat(bars(image, Theme.severity(new BigDecimal("90")), 600)).isEqualTo(3);
  }

  @Test
  void drawsTheSameForManyAtOnce() {
    var alone = CHARTS.png(ChartSamples.stack());

    var together =
        IntStream.range(0, 16).parallel().mapToObj(i -> CHARTS.png(ChartSamples.stack())).toList();

    assertThat(together).hasSize(16).allMatch(png -> Arrays.equals(png, alone));
  }

  @Test
  void drawsAChartWithoutAnySlot() {
    var empty = new Chart("none", "USD", Step.DAY, List.of(), List.of(), Optional.empty());

    assertThat(CHARTS.png(empty)).isNotEmpty();
  }

  /// How many stretches of `colour` there are in the row `y`.
  private static long bars(BufferedImage image, Color colour, int y) {
    return IntStream.range(1, image.getWidth())
        .filter(x -> image.getRGB(x, y) == colour.getRGB())
        .filter(x -> image.getRGB(x - 1, y) != colour.getRGB())
        .count();
  }
}
