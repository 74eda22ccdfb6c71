package dev.headroom.chart;

import dev.headroom.message.Chart;
import dev.headroom.message.Chart.Layer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Fits a chart's layers to what a reader can tell apart.
final class Layers {

  private Layers() {}

  /// `chart` with at most `most` layers: the last one is then the rest, their sum, or of percent
  /// their highest.
  static Chart atMost(int most, Chart chart) {
    if (chart.layers().size() <= most) {
      return chart;
    }
    var rest = chart.layers().subList(most - 1, chart.layers().size());
    var layers = new ArrayList<>(chart.layers().subList(0, most - 1));
    layers.add(new Layer(rest.size() + " more", joined(rest, Axis.isPercent(chart))));
    return new Chart(chart.alt(), chart.unit(), chart.step(), chart.slots(), layers, chart.limit());
  }

  private static List<Optional<BigDecimal>> joined(List<Layer> layers, boolean highest) {
    return IntStream.range(0, layers.getFirst().values().size())
        .mapToObj(slot ->
            layers.stream()
                .flatMap(layer -> layer.values().get(slot).stream())
                .reduce(highest ? BigDecimal::max : BigDecimal::add))
        .toList();
  }

  /// Whether `layer` was read before and after `slot` but not in it.
  static boolean isHole(Layer layer, int slot) {
    var values = layer.values();
    return values.get(slot).isEmpty()
        && values.subList(0, slot).stream().anyMatch(Optional::isPresent)
        && values.subList(slot, values.size()).stream().anyMatch(Optional::isPresent);
  }
}
