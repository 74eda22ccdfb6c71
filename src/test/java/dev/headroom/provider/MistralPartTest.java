package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Of one workspace or zone Mistral tells tokens and prices, but no limit and no sum.
final class MistralPartTest {

  private static final Mistral MISTRAL = new Mistral();
  private static final Fixtures FIXTURES = Fixtures.of("mistral");
  private static final Map<String, Access.Value> PART =
      Map.of("workspace", new Access.Value.Text("ws-1"), "api-zone", new Access.Value.Text("eu"));

  @Test
  void addsUpTheCostOfAPart() {
    var report = FixtureApi.poll(MISTRAL, PART, routes());

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends())
        .containsExactly(
            spend(Period.day(LocalDate.of(2026, 11, 20)), "0.0837"),
            spend(Period.day(LocalDate.of(2026, 11, 21)), "0.0153"),
            spend(Period.month(YearMonth.of(2026, 11)), "0.0990"));
    assertThat(report.usages()).hasSize(2);
  }

  @Test
  void saysThatTheLimitIsOfAll() {
    assertThat(FixtureApi.poll(MISTRAL, PART, routes()).quotas().getFirst())
        .extracting(Quota::name, Quota::used, Quota::note)
        .containsExactly(
            "Monthly spend",
            Optional.of(new BigDecimal("95.41")),
            Optional.of("of the whole organization"));
  }

  @Test
  void asksForAllWhereNoPartIsConfigured() {
    var access = FIXTURES.access(MISTRAL.profile(), Map.of());
    var api = new FixtureApi(MISTRAL, access, Fixtures.NOW, FIXTURES.routes());

    MISTRAL.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .flatExtracting(Request::query)
        .containsOnly(new Request.Field("month", "11"), new Request.Field("year", "2026"));
  }

  private static List<Fixtures.Route> routes() {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            "GET /v1/admin/usage",
            Map.of("month", "11", "year", "2026", "workspace_id", "ws-1", "api_zone", "eu"),
            Optional.empty(),
            FIXTURES.answer("admin_usage.json")));
    FIXTURES.routes().stream()
        .filter(route -> !route.request().endsWith("/usage"))
        .forEach(routes::add);
    return routes;
  }

  private static Spend spend(Period period, String amount) {
    return new Spend(period, new Money(new BigDecimal(amount), "EUR"));
  }
}
