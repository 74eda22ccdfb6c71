package dev.headroom.store;

import dev.headroom.usage.Account;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// How a metric went, read from the roll-ups alone.
final class Histories {

  private Histories() {}

  static History answer(Handle handle, HistoryQuestion question) {
    var slots = Slots.of(question);
    var accounts =
        Accounts.all(handle).stream().filter(question.scope()::covers).map(Account::id).toList();
    var figures = figures(handle, question.metric(), slots, accounts);
    var unit = unit(question.metric(), figures);
    return new History(
        question,
        unit,
        slots.all(),
        series(figures.stream().filter(figure -> figure.unit().equals(unit)).toList(), slots),
        figures.stream()
            .filter(figure -> !figure.unit().equals(unit))
            .map(figure -> "%s (%s)".formatted(figure.account(), figure.unit()))
            .distinct()
            .sorted()
            .toList(),
        snapshots(handle, slots, accounts));
  }

  private static List<Figure> figures(
      Handle handle, Metric metric, Slots slots, List<String> accounts) {
    var sql = HistorySql.figures(metric, slots.isHourly());
    return bound(handle.createQuery(sql), slots, accounts)
        .map((row, context) -> read(row))
        .filter(figure -> figure.value().isPresent())
        .list();
  }

  private static long snapshots(Handle handle, Slots slots, List<String> accounts) {
    var sql = HistorySql.snapshots(slots.isHourly());
    return bound(handle.createQuery(sql), slots, accounts).mapTo(Long.class).one();
  }

  private static Query bound(Query query, Slots slots, List<String> accounts) {
    return query
        .bindArray("accounts", String.class, accounts)
        .bind("first", slots.first())
        .bind("last", slots.last());
  }

  private static Figure read(ResultSet row) throws SQLException {
    return new Figure(
        row.getString("account_id"),
        row.getObject("slot", OffsetDateTime.class).toInstant(),
        row.getString("unit"),
        Optional.ofNullable(row.getBigDecimal("value")));
  }

  /// Money is never converted: the currency of most accounts is shown, the first by name of equals.
  private static String unit(Metric metric, List<Figure> figures) {
    return switch (metric) {
      case TOKENS -> "tokens";
      case REQUESTS -> "requests";
      case QUOTA -> "percent";
      case COST -> majority(figures).orElse("USD");
    };
  }

  private static Optional<String> majority(List<Figure> figures) {
    var accounts = new TreeMap<String, Integer>();
    figures.stream()
        .map(figure -> Map.entry(figure.unit(), figure.account()))
        .distinct()
        .forEach(entry -> accounts.merge(entry.getKey(), 1, Integer::sum));
    var most = accounts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return accounts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<History.Series> series(List<Figure> figures, Slots slots) {
    var byAccount = new TreeMap<String, Map<Instant, Optional<BigDecimal>>>();
    for (var figure : figures) {
      byAccount
          .computeIfAbsent(figure.account(), account -> new HashMap<>())
          .put(figure.slot(), figure.value());
    }
    return byAccount.entrySet().stream()
        .map(entry ->
            new History.Series(
                entry.getKey(),
                slots.all().stream()
                    .map(slot -> entry.getValue().getOrDefault(slot, Optional.empty()))
                    .toList()))
        .toList();
  }
}
