package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The table of usage that opencode's console exports, by day and model.
final class OpenCodeExport {

  private OpenCodeExport() {}

  /// What a plan covers is not charged.
  static List<Reading> read(Answer answer, boolean subscribed) {
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var row : rows(answer)) {
      usage.add(usage(row));
      var cost = new Money(OpenCodeBilling.dollars(row.at("cost_micro_cents").decimal()), "USD");
      spend.add(row.at("day").date(), cost);
    }
    var readings = new ArrayList<Reading>(usage.readings());
    if (!subscribed) {
      readings.addAll(spend.days());
    }
    return readings;
  }

  /// Input comes without what the cache held.
  private static Usage usage(Json row) {
    var cached = row.at("cache_read_tokens").findCount();
    return Usage.ofDay(
        row.at("day").date(),
        row.at("model").findName(),
        DailyUsage.plus(Optional.of(row.at("input_tokens").count()), cached),
        cached,
        Optional.of(row.at("output_tokens").count()),
        Optional.of(row.at("requests").count()));
  }

  /// The lines of a table with a line of names above them; a line of another length is unreadable.
  private static List<Json> rows(Answer answer) {
    var lines =
        answer
            .text()
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split(",", -1))
            .toList();
    if (lines.isEmpty() || !List.of(lines.getFirst()).contains("cost_micro_cents")) {
      throw unreadable("expected a table of usage, found none");
    }
    var names = lines.getFirst();
    return lines.stream().skip(1).map(cells -> row(names, cells)).toList();
  }

  private static Json row(String[] names, String[] cells) {
    if (cells.length != names.length) {
      throw unreadable(
          "expected %d cells in a line, found %d".formatted(names.length, cells.length));
    }
    var row = new LinkedHashMap<String, String>();
    for (var i = 0; i < cells.length; i++) {
      if (!cells[i].isBlank()) {
        row.put(names[i].strip(), cells[i].strip());
      }
    }
    return Json.parse(Json.write(row));
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
