package dev.headroom.command;

import dev.headroom.message.Chart.Layer;
import dev.headroom.view.History;
import dev.headroom.view.History.Series;
import dev.headroom.view.HistoryQuestion.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// What a history amounts to. Shares of quotas don't add up: for them the highest counts.
final class Totals {

  private static final int LAYERS = 3;

  private final History history;
  private final BinaryOperator<BigDecimal> together;

  Totals(History history) {
    this.history = history;
    this.together = isShare() ? BigDecimal::max : BigDecimal::add;
  }

  History history() {
    return history;
  }

  boolean isEmpty() {
    return total().isEmpty();
  }

  /// Everything together, or the highest share; empty when nothing was read.
  Optional<BigDecimal> total() {
    return bySlot().stream().flatMap(Optional::stream).reduce(together);
  }

  /// All accounts together in each slot; absent where none was read.
  List<Optional<BigDecimal>> bySlot() {
    return merged(history.series());
  }

  /// How many slots have a value.
  long filled() {
    return bySlot().stream().filter(Optional::isPresent).count();
  }

  /// The mean over the slots that have a value.
  Optional<BigDecimal> average() {
    return bySlot().stream()
        .flatMap(Optional::stream)
        .reduce(BigDecimal::add)
        .map(sum -> sum.divide(BigDecimal.valueOf(filled()), 6, RoundingMode.DOWN));
  }

  /// The first slot with the highest value.
  int peak() {
    var values = bySlot();
    return IntStream.range(0, values.size())
        .filter(slot -> values.get(slot).isPresent())
        .boxed()
        .max(
            Comparator.comparing((Integer slot) -> values.get(slot).orElseThrow())
                .thenComparing(Comparator.reverseOrder()))
        .orElse(0);
  }

  /// The series that have values, the largest first.
  List<Series> ranked() {
    return history.series().stream()
        .filter(series -> total(series).isPresent())
        .sorted(
            Comparator.comparing((Series series) -> total(series).orElseThrow())
                .reversed()
                .thenComparing(Series::account))
        .toList();
  }

  Optional<BigDecimal> total(Series series) {
    return series.values().stream().flatMap(Optional::stream).reduce(together);
  }

  /// The three largest, and the others as one; of shares the three highest alone.
  List<Layer> layers() {
    var ranked = ranked();
    var layers = new ArrayList<Layer>();
    ranked.stream()
        .limit(LAYERS)
        .forEach(series -> layers.add(new Layer(series.account(), series.values())));
    if (!isShare() && ranked.size() > LAYERS) {
      layers.add(new Layer("other", merged(ranked.subList(LAYERS, ranked.size()))));
    }
    return layers;
  }

  /// The highest share among those that are not drawn.
  Optional<BigDecimal> highestLeftOut() {
    return isShare()
        ? ranked().stream().skip(LAYERS).findFirst().flatMap(this::total)
        : Optional.empty();
  }

  private boolean isShare() {
    return history.question().metric() == Metric.QUOTA;
  }

  private List<Optional<BigDecimal>> merged(List<Series> series) {
    return IntStream.range(0, history.slots().size())
        .mapToObj(slot ->
            series.stream()
                .map(one -> one.values().get(slot))
                .flatMap(Optional::stream)
                .reduce(together))
        .toList();
  }
}
