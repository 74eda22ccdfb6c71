package dev.headroom.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A bar chart over time, drawn as a picture or in a terminal.
///
/// @param alt the finding in words, for those who don't see the picture
/// @param unit `USD`, `tokens`, `requests`, `percent`
/// @param step what one slot of time is
/// @param slots when each slot begins, ascending, without holes
/// @param layers what is stacked on each other; for `percent`, drawn side by side instead
/// @param limit a dashed line, such as a budget or 100 %
public record Chart(
    String alt,
    String unit,
    Step step,
    List<Instant> slots,
    List<Layer> layers,
    Optional<BigDecimal> limit)
    implements Block {

  /// What one slot of time is.
  public enum Step {
    HOUR,
    DAY
  }

  /// One named part of every bar.
  ///
  /// @param values one for each slot; absent is a gap, which looks different from zero
  public record Layer(String name, List<Optional<BigDecimal>> values) {
    public Layer {
      values = List.copyOf(values);
    }
  }

  public Chart {
    slots = List.copyOf(slots);
    layers = List.copyOf(layers);
    for (var layer : layers) {
      if (layer.values().size() != slots.size()) {
        throw new IllegalArgumentException(
            "chart layer %s: must have %d values, was %d"
                .formatted(layer.name(), slots.size(), layer.values().size()));
      }
    }
  }
}
