package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ollama's usage by day, with models where the vendor tells them apart.
final class OllamaUsageTest {

  private static final OllamaCloud OLLAMA = new OllamaCloud();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String USAGE = "GET /api/usage";

  @Test
  void asksForTheTeamOnceInAQuarterOfAnHour() {
    var fixtures = Fixtures.of("ollama-cloud");
    var access = fixtures.access(OLLAMA.profile(), Map.of("scope", new Access.Value.Text("team")));
    var usage =
        new Fixtures.Route(
            USAGE,
            Map.of("scope", "team", "range", "30d"),
            Optional.empty(),
            fixtures.answer("usage.json"));
    var balance = fixtures.routes().getFirst();
    var api = new FixtureApi(OLLAMA, access, Fixtures.NOW, List.of(balance, usage));

    assertThat(OLLAMA.poll(access, api, Fixtures.NOW).usages()).hasSize(2);
    assertThat(api.sent().getLast().keptFor()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void addsUpHoursToTheirDay() {
    var report = poll("usage_hours.json");

    assertThat(report.usages())
        .containsExactly(
            Usage.ofDay(
                TODAY,
                Optional.empty(),
                Optional.of(91000L),
                Optional.of(30000L),
                Optional.of(8100L),
                Optional.of(21L)));
    assertThat(report.spends()).containsExactly(new Spend(Period.day(TODAY), Money.usd("0.0412")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"usage_by_model_inside.json", "usage_by_model_rows.json"})
  void tellsModelsApartWhereTheVendorDoes(String file) {
    var report = poll(file);

    assertThat(report.usages())
        .extracting(Usage::model, Usage::tokensIn, Usage::tokensCached, Usage::requests)
        .containsExactly(
            tuple(
                Optional.of("glm-5:cloud"),
                Optional.of(90000L),
                Optional.of(20000L),
                Optional.of(30L)),
            tuple(
                Optional.of("kimi-k3:cloud"),
                Optional.of(10000L),
                Optional.empty(),
                Optional.of(10L)));
    assertThat(report.spends())
        .extracting(Spend::amount)
        .usingElementComparator(Comparator.comparing(Money::amount))
        .containsExactly(Money.usd("0.1"));
  }

  @ParameterizedTest
  @CsvSource({"usage_by_model_unknown.json, 200", "error_400.json, 400"})
  void asksForWholeDaysWhereModelsAreNotTold(String file, int status) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            USAGE,
            Map.of("group_by", "model"),
            Optional.empty(),
            Fixtures.of("ollama-cloud").answer(file, status)));
    routes.addAll(Fixtures.of("ollama-cloud").routes());

    assertThat(FixtureApi.poll(OLLAMA, Map.of(), routes)).isEqualTo(FixtureApi.poll(OLLAMA));
  }

  @Test
  void readsTheRequestsOfAnOlderPlanThatTellsNoTokens() {
    var report = poll("usage_legacy.json");

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).isEmpty();
    assertThat(report.usages())
        .containsExactly(
            Usage.ofDay(
                TODAY.minusDays(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(40L)));
  }

  @Test
  void putsNoWeekOnADay() {
    var report = poll("usage_week.json");

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage by day");
    assertThat(report.gaps().getFirst().failure().reason())
        .isEqualTo("$.buckets[0].until: expected at most a day after from, found text");
    assertThat(report.usages()).isEmpty();
    assertThat(report.spends()).isEmpty();
  }

  private static Report poll(String file) {
    return FixtureApi.poll(OLLAMA, Map.of(), FixtureApi.instead("ollama-cloud", USAGE, file, 200));
  }
}
