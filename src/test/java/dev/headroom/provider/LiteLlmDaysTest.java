package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Usage and spend by day, of a user, a team, an organization or everyone.
final class LiteLlmDaysTest {

  private static final LiteLlm LITELLM = new LiteLlm();
  private static final Fixtures FIXTURES = Fixtures.of("litellm");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Spend YESTERDAY =
      new Spend(Period.day(TODAY.minusDays(1)), Money.usd("3.5177"));
  private static final Usage MINI =
      usage(20, Optional.of("openai/gpt-5.4-mini"), 11100, Optional.empty(), 1711, 41);

  @Test
  void addsUpUsageOverAllPages() {
    var report = FixtureApi.poll(LITELLM);

    assertThat(report.usages())
        .containsExactly(
            usage(19, Optional.empty(), 7, Optional.empty(), 3, 1),
            MINI,
            usage(21, Optional.of("gpt-5.4"), 100, Optional.of(40L), 10, 2));
    assertThat(report.spends())
        .containsExactly(
            new Spend(Period.day(TODAY.minusDays(2)), Money.usd("1")),
            YESTERDAY,
            new Spend(Period.day(TODAY), Money.usd("0.25")),
            month("4.7677"));
  }

  @Test
  void readsADayOnASinglePage() {
    var report = poll("user", route("GET /user/daily/activity", "user_daily_activity.json", 200));

    assertThat(report.usages()).containsExactly(MINI);
    assertThat(report.spends()).containsExactly(YESTERDAY, month("3.5177"));
  }

  @ParameterizedTest
  @CsvSource({
    "team, key_info.json, /team/daily/activity, team_ids, t-1",
    "team, key_info_without_team.json, /team/daily/activity,,",
    "organization, key_info_in_organization.json, /organization/daily/activity, organization_ids, o-1",
    "organization, key_info.json, /organization/daily/activity,,"
  })
  void readsTheDaysOfTheKeysTeamOrOrganization(
      String scope, String key, String path, String filter, String id) {
    var access = FIXTURES.access(LITELLM.profile(), scope(scope));
    var routes =
        routes(
            route("GET /key/info", key, 200),
            route("GET " + path, "user_daily_activity.json", 200));
    var api = new FixtureApi(LITELLM, access, Fixtures.NOW, routes);

    assertThat(LITELLM.poll(access, api, Fixtures.NOW).usages()).containsExactly(MINI);
    var asked = api.sent().getLast();
    assertThat(asked.keptFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(asked.query())
        .filteredOn(field -> field.name().endsWith("_ids"))
        .isEqualTo(filter == null ? List.of() : List.of(new Request.Field(filter, id)));
  }

  @Test
  void readsWhatEveryoneHasSpent() {
    var report =
        poll("everyone", route("GET /global/spend/report", "global_spend_report_team.json", 200));

    assertThat(report.usages()).isEmpty();
    assertThat(report.spends())
        .containsExactly(
            new Spend(Period.day(TODAY.minusDays(1)), Money.usd("12.25")), month("12.25"));
  }

  @Test
  void addsUpTheTeamsOfEachDay() {
    var report =
        poll(
            "everyone",
            new Fixtures.Route(
                "GET /global/spend/report",
                Map.of("start_date", "2026-10-22", "end_date", "2026-11-21", "group_by", "team"),
                Optional.empty(),
                FIXTURES.answer("global_spend_report_two_teams.json")));

    assertThat(report.spends())
        .containsExactly(
            new Spend(Period.day(LocalDate.of(2026, 10, 31)), Money.usd("1")),
            new Spend(Period.day(TODAY.minusDays(1)), Money.usd("12.75")),
            month("12.75"));
  }

  @Test
  void doesWithoutTheUsageThatAKeyMayNotRead() {
    var report = poll("user", route("GET /user/daily/activity", "error_401_route.json", 401));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.usages()).isEmpty();
    assertThat(report.quotas()).hasSize(6);
  }

  @Test
  void marksTheUsageThatTheConfigAsksFor() {
    var report =
        poll("everyone", route("GET /global/spend/report", "error_403_enterprise.json", 403));

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly(
            "usage by day: the credential is not allowed to do this (403): /spend/report endpoint"
                + " You must be a LiteLLM Enterprise user to use this feature; allow the key this"
                + " route, or set probe-model");
  }

  private static Report poll(String scope, Fixtures.Route... routes) {
    return FixtureApi.poll(LITELLM, scope(scope), routes(routes));
  }

  private static Map<String, Access.Value> scope(String word) {
    return Map.of("scope", new Access.Value.Text(word));
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return FixtureApi.instead("litellm", request, file, status).getFirst();
  }

  private static List<Fixtures.Route> routes(Fixtures.Route... first) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(FIXTURES.routes());
    return all;
  }

  private static Spend month(String amount) {
    return new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd(amount));
  }

  private static Usage usage(
      int day, Optional<String> model, long in, Optional<Long> cached, long out, long requests) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day),
        model,
        Optional.of(in),
        cached,
        Optional.of(out),
        Optional.of(requests));
  }
}
