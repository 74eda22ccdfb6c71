package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureCostTest {

  private static final AzureOpenAi AZURE = new AzureOpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("azure-openai");
  private static final String QUERY =
      "POST /subscriptions/sub-1/providers/Microsoft.CostManagement/query";

  @Test
  void readsEachDayAndTheMonth() {
    assertThat(FixtureApi.poll(AZURE).spends())
        .containsExactly(
            spend("2026-10-31", "12.503", "EUR"),
            spend("2026-11-20", "3.25", "EUR"),
            spend("2026-11-21", "0.75", "EUR"),
            new Spend(Period.month(YearMonth.of(2026, 11)), money("4.00", "EUR")));
  }

  @Test
  void findsColumnsByTheirNamesOnEveryPage() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            QUERY + "/more", Map.of(), Optional.empty(), FIXTURES.answer("cost_query.json")));
    routes.addAll(FixtureApi.instead("azure-openai", QUERY, "cost_query_page1.json", 200));

    assertThat(FixtureApi.poll(AZURE, Map.of(), routes).spends())
        .contains(spend("2026-11-19", "-1.5", "USD"), spend("2026-11-20", "3.25", "EUR"));
  }

  @Test
  void asksForAllOfTheSubscriptionWhereNoResourceIsNamed() {
    var all = Map.<String, Access.Value>of("resources", new Access.Value.Texts(List.of()));
    var access = FIXTURES.access(AZURE.profile(), all);
    var routes = FixtureApi.instead("azure-openai", QUERY, "cost_query.json", 200);
    var api = new FixtureApi(AZURE, access, Fixtures.NOW, routes);

    AZURE.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getLast().body().orElseThrow().text())
        .isEqualTo(
            "{\"type\":\"ActualCost\",\"timeframe\":\"Custom\","
                + "\"timePeriod\":{\"from\":\"2026-10-22T00:00:00Z\",\"to\":\"2026-11-21T23:59:59Z\"},"
                + "\"dataset\":{\"granularity\":\"Daily\","
                + "\"aggregation\":{\"totalCost\":{\"name\":\"Cost\",\"function\":\"Sum\"}},"
                + "\"filter\":{\"dimensions\":{\"name\":\"ResourceType\",\"operator\":\"In\","
                + "\"values\":[\"microsoft.cognitiveservices/accounts\"]}}}}");
  }

  @Test
  void knowsNoCostOfDaysThatAreNotTold() {
    var report = instead("cost_query_empty.json", 200);

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cost_query_no_currency.json, 200, '$.properties.columns: expected a column Currency, found a list'",
    "cost_query_short_row.json, 200, '$.properties.rows[0]: expected 3 columns, found a list'",
    "cost_query_odd_day.json, 200, '$.properties.rows[0][1]: expected a date like 20261120, found a number'",
    "cost_query_null.json, 200, '$.properties.rows[0][0]: expected a number, found null'",
    "arm_error_403.json, 403, 'the credential is not allowed to do this (403): The client does not have authorization to perform action ''Microsoft.CognitiveServices/locations/usages/read''; assign Cognitive Services Usages Reader, Monitoring Reader and, for cost, Cost Management Reader'"
  })
  void marksACostThatItCannotRead(String file, int status, String reason) {
    var report = instead(file, status);

    assertThat(report.spends()).isEmpty();
    assertThat(report.quotas()).isNotEmpty();
    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("cost: " + reason);
  }

  private static Report instead(String file, int status) {
    return FixtureApi.poll(
        AZURE, Map.of(), FixtureApi.instead("azure-openai", QUERY, file, status));
  }

  private static Spend spend(String day, String amount, String currency) {
    return new Spend(Period.day(LocalDate.parse(day)), money(amount, currency));
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }
}
