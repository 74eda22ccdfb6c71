package dev.headroom.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A metric over time, by account.
///
/// @param unit the currency of a cost, or `tokens`, `requests`, `percent`; series of other
///   currencies are not in it but named in `leftOut`
/// @param slots when each hour or UTC day begins, ascending, without holes
/// @param snapshots how many snapshots were taken of these accounts in the range
public record History(
    HistoryQuestion question,
    String unit,
    List<Instant> slots,
    List<Series> series,
    List<String> leftOut,
    long snapshots) {

  /// One account's values, one for each slot; absent means nothing was read.
  public record Series(String account, List<Optional<BigDecimal>> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  public History {
    slots = List.copyOf(slots);
    series = List.copyOf(series);
    leftOut = List.copyOf(leftOut);
  }
}
