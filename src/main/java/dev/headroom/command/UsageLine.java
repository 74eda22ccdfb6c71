package dev.headroom.command;

import dev.headroom.view.Consumption;
import java.math.BigDecimal;
import java.util.ArrayList;

/// What was consumed, in a line: "8.5M tokens in (5.6M cached), 470k out, 6,839 requests".
final class UsageLine {

  private UsageLine() {}

  static String counts(Consumption.Counts counts) {
    var parts = new ArrayList<String>();
    counts
        .tokensIn()
        .ifPresent(tokens ->
            parts.add(
                compact(tokens)
                    + " tokens in"
                    + counts.tokensCached().map(it -> " (" + compact(it) + " cached)").orElse("")));
    counts.tokensOut().ifPresent(tokens -> parts.add(compact(tokens) + " out"));
    counts.requests().ifPresent(count -> parts.add(requests(count)));
    return parts.isEmpty() ? "no figures" : String.join(", ", parts);
  }

  static String model(Consumption.OfModel model) {
    var counts = model.counts();
    return model.model()
        + counts
            .tokens()
            .map(tokens -> " " + compact(tokens))
            .or(() -> counts.requests().map(it -> " " + requests(it)))
            .orElse("");
  }

  private static String requests(long count) {
    return Figures.count(decimal(count)) + (count == 1 ? " request" : " requests");
  }

  private static String compact(long count) {
    return Figures.compact(decimal(count));
  }

  private static BigDecimal decimal(long count) {
    return BigDecimal.valueOf(count);
  }
}
