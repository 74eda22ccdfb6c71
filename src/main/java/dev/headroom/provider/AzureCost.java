package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Azure's Cost Management tells of each of the last 31 days. It is some hours behind, and
/// asked rarely: it counts questions by how much they cost to answer.
///
/// Wire format: https://learn.microsoft.com/rest/api/cost-management/query/usage
final class AzureCost {

  private static final Duration AGE = Duration.ofHours(1);

  private final Access access;
  private final AzureLogin login;
  private final Instant now;

  AzureCost(Access access, AzureLogin login, Instant now) {
    this.access = access;
    this.login = login;
    this.now = now;
  }

  List<Spend> read() {
    var path =
        "/subscriptions/%s/providers/Microsoft.CostManagement/query"
            .formatted(Request.segment(access.text(AzureOpenAi.SUBSCRIPTION)));
    var body = Json.write(query());
    var first =
        Request.post(access.uri("base-url"), path).query("api-version", "2023-11-01").json(body);
    var spend = new DailySpend();
    login
        .pages(
            first.keptFor(AGE),
            page -> page.at("properties"),
            link -> Request.post(link, "").json(body).keptFor(AGE))
        .forEach(page -> add(spend, page.at("properties")));
    return spend.readings(now);
  }

  private Map<String, Object> query() {
    var today = Period.utcDay(now);
    var query = new LinkedHashMap<String, Object>();
    query.put("type", "ActualCost");
    query.put("timeframe", "Custom");
    query.put(
        "timePeriod",
        ordered("from", today.minusDays(30) + "T00:00:00Z", "to", today + "T23:59:59Z"));
    var dataset = new LinkedHashMap<String, Object>();
    dataset.put("granularity", "Daily");
    dataset.put("aggregation", Map.of("totalCost", ordered("name", "Cost", "function", "Sum")));
    dataset.put("filter", Map.of("dimensions", filter()));
    query.put("dataset", dataset);
    return query;
  }

  private Map<String, Object> filter() {
    var resources = access.list("resources");
    var filter = new LinkedHashMap<String, Object>();
    filter.put("name", resources.isEmpty() ? "ResourceType" : "ResourceId");
    filter.put("operator", "In");
    filter.put(
        "values",
        resources.isEmpty() ? List.of("microsoft.cognitiveservices/accounts") : resources);
    return filter;
  }

  /// Rows are lists whose columns come in any order.
  private static void add(DailySpend spend, Json answer) {
    var names =
        answer.at("columns").list().stream().map(column -> column.at("name").name()).toList();
    for (var row : answer.at("rows").list()) {
      var cells = row.list();
      if (cells.size() != names.size()) {
        throw row.mismatch(names.size() + " columns");
      }
      var byName = new LinkedHashMap<String, Json>();
      for (var i = 0; i < cells.size(); i++) {
        byName.put(names.get(i), cells.get(i));
      }
      spend.add(
          day(cell(answer, byName, "UsageDate")),
          new Money(
              cell(answer, byName, "Cost").decimal(), cell(answer, byName, "Currency").name()));
    }
  }

  private static Json cell(Json answer, Map<String, Json> row, String name) {
    var cell = row.get(name);
    if (cell == null) {
      throw answer.at("columns").mismatch("a column " + name);
    }
    return cell;
  }

  /// `20261120` is the 20th of November, as a number.
  private static LocalDate day(Json date) {
    return Times.date(String.valueOf(date.count()).replaceFirst("^(....)(..)(..)$", "$1-$2-$3"))
        .orElseThrow(() -> date.mismatch("a date like 20261120"));
  }

  private static Map<String, String> ordered(String one, String its, String two, String other) {
    var map = new LinkedHashMap<String, String>();
    map.put(one, its);
    map.put(two, other);
    return map;
  }
}
