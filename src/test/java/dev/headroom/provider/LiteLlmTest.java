package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteLlmTest {

  private static final LiteLlm LITELLM = new LiteLlm();
  private static final Fixtures FIXTURES = Fixtures.of("litellm");
  private static final Instant RESET = Instant.parse("2026-12-01T00:00:00Z");
  private static final String KEY = "GET /key/info";
  private static final String CHAT = "POST /v1/chat/completions";
  private static final Map<String, Access.Value> PROBE =
      Map.of("probe-model", new Access.Value.Text("gpt-5.4-mini"));
  private static final List<Quota> TOLD_BY_HEADERS =
      List.of(
          Quota.named("Key budget", "USD")
              .withUsed(new BigDecimal("12.5"))
              .withLimit(new BigDecimal("50.0")),
          perMinute("Requests/min", "requests", "120"),
          perMinute("Tokens/min", "tokens", "400000"));

  @Test
  void readsTheBudgetsOfAKeyAndItsTeam() {
    assertThat(FixtureApi.poll(LITELLM).quotas())
        .containsExactly(
            budget("Key budget", "12.5").withLimit(new BigDecimal("50.0")).withResetsAt(RESET),
            perMinute("Requests/min", "requests", "120"),
            perMinute("Tokens/min", "tokens", "400000"),
            Quota.named("Requests at once", "requests").withLimit(new BigDecimal("8")),
            budget("Team budget", "210.4").withLimit(new BigDecimal("1000.0")).withResetsAt(RESET),
            perMinute("Team: Tokens/min", "tokens", "900000"));
  }

  @Test
  void readsTheBudgetOfATeamThatHasNoLimitsOfItsOwn() {
    assertThat(poll(route("GET /team/info", "team_info_unlimited.json", 200)).quotas())
        .last()
        .isEqualTo(
            budget("Team budget", "210.4").withLimit(new BigDecimal("1000.0")).withResetsAt(RESET));
  }

  @Test
  void readsTheBudgetOfTheUserWhereThereIsNoTeam() {
    var report =
        poll(
            route(KEY, "key_info_without_team.json", 200),
            route("GET /user/info", "user_info.json", 200));

    assertThat(report.quotas())
        .containsExactly(
            budget("Key budget", "12.5")
                .withLimit(new BigDecimal("0"))
                .withResetsAt(RESET)
                .withNote("soft budget 40.5 USD; the key expires on 2027-01-31"),
            budget("User budget", "31.02").withLimit(new BigDecimal("100.0")).withResetsAt(RESET));
    assertThat(report.quotas().getFirst().usedPercent().orElseThrow()).isEqualByComparingTo("100");
  }

  @Test
  void knowsNoLimitOfAKeyWithoutBudget() {
    assertThat(poll(route(KEY, "key_info_without_budget.json", 200)).quotas())
        .containsExactly(budget("Key budget", "0.0015").withNote("no limit").withBlocked());
  }

  @Test
  void marksTheTeamThatCouldNotBeRead() {
    var report = poll(route("GET /team/info", "error_400_budget.json", 500));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("team budget");
    assertThat(report.quotas()).hasSize(4);
  }

  @Test
  void readsTheHeadersOfAProbeOnlyWhenAsked() {
    var answer = FIXTURES.answer("chat_completion.json", "chat_completion.headers");
    var access = FIXTURES.access(LITELLM.profile(), PROBE);
    var api =
        new FixtureApi(
            LITELLM,
            access,
            Fixtures.NOW,
            List.of(new Fixtures.Route(CHAT, Map.of(), Optional.of("\"max_tokens\":1"), answer)));

    var report = LITELLM.poll(access, api, Fixtures.NOW);

    assertThat(report.readings()).containsExactlyElementsOf(TOLD_BY_HEADERS);
    assertThat(api.sent()).hasSize(1);
    assertThat(api.sent().getFirst().probe()).isTrue();
    assertThat(api.sent().getFirst().keptFor()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void readsTheHeadersOfTheFreeListOfModelsWhereTheKeyMayOnlyMakeCalls() {
    var models = FIXTURES.answer("models.json", "chat_completion.headers");
    var report =
        poll(
            route(KEY, "error_401_route.json", 401),
            new Fixtures.Route("GET /v1/models", Map.of(), Optional.empty(), models));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).containsExactlyElementsOf(TOLD_BY_HEADERS);
    assertThat(report.usages()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 500})
  void saysWhatTheKeyLacksWhereTheListOfModelsTellsNothing(int status) {
    var report =
        poll(
            route(KEY, "error_401_route.json", 401),
            route("GET /v1/models", "models.json", status));

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().kind())
        .containsExactly("key: FORBIDDEN");
  }

  @Test
  void makesNothingOfHeadersWithoutNumbers() {
    var answer = FIXTURES.answer("chat_completion.json", "chat_completion_bare.headers");
    var route = new Fixtures.Route(CHAT, Map.of(), Optional.empty(), answer);
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> FixtureApi.poll(LITELLM, PROBE, List.of(route)));

    assertThat(thrown)
        .hasMessage("UNREADABLE: no budget and no limits in the headers of the answer");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Authentication Error, Invalid proxy server token passed'",
    "error_401_route.json, 401, FORBIDDEN, 'the credential is not allowed to do this (401): Virtual key is not allowed to call this route. Only allowed to call routes: [''llm_api_routes'']. Tried to call route: /key/info; allow the key this route, or set probe-model'",
    "error_400_budget.json, 400, EXHAUSTED, 'quota or money is gone (400): Budget has been exceeded! Current cost: 50.4, Max budget: 50.0'",
    "error_429_budget.json, 429, EXHAUSTED, 'quota or money is gone (429): Budget has been exceeded! Current cost: 50.4, Max budget: 50.0'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    assertThat(failure(file, status).kind()).isEqualTo(kind);
    assertThat(failure(file, status).reason()).isEqualTo(reason);
  }

  private static Failure failure(String file, int status) {
    return catchThrowableOfType(
            ApiException.class,
            () -> FixtureApi.pollChanged(LITELLM, any -> FIXTURES.answer(file, status)))
        .failure();
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return FixtureApi.instead("litellm", request, file, status).getFirst();
  }

  private static Report poll(Fixtures.Route... routes) {
    var all = new ArrayList<>(List.of(routes));
    all.addAll(FIXTURES.routes());
    return FixtureApi.poll(LITELLM, Map.of(), all);
  }

  private static Quota budget(String name, String used) {
    return Quota.named(name, "USD").withUsed(new BigDecimal(used)).withWindow(Duration.ofDays(30));
  }

  private static Quota perMinute(String name, String unit, String limit) {
    return Quota.named(name, unit)
        .withLimit(new BigDecimal(limit))
        .withWindow(Duration.ofMinutes(1));
  }
}
