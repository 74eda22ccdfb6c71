package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import dev.headroom.usage.Usage.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LlmMuxTest {

  private static final LlmMux MUX = new LlmMux();
  private static final Fixtures FIXTURES = Fixtures.of("llm-mux");
  private static final String FILES = "GET /v1/management/auth-files";
  private static final String STATUS = "GET /v1/management/quota/status";
  private static final String OLDER_STATUS = "GET /v0/management/quota/status";
  private static final String USAGE = "GET /v1/management/usage";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @Test
  void readsWhoRestsAndWhatWentThroughItToday() {
    assertThat(FixtureApi.poll(MUX).readings())
        .containsExactly(
            Quota.named("claude ori cooldown", "percent")
                .withBlocked()
                .withResetsAt(Instant.parse("2026-11-21T13:30:00Z")),
            Usage.ofDay(
                TODAY,
                Optional.of("gemini-3-pro-high"),
                Optional.of(500_000L),
                Optional.empty(),
                Optional.of(78_000L),
                Optional.of(120L)));
  }

  @Test
  void tellsOnlyRequestsOfDaysWhereThePeriodIsLonger() {
    assertThat(poll(USAGE, "usage_v1.json", 200).usages())
        .containsExactly(requests(TODAY.minusDays(1), 140), requests(TODAY, 100));
  }

  @Test
  void asksForAWeekWhereAPeriodIsNotUnderstood() {
    var routes = FixtureApi.instead("llm-mux", USAGE, "error_400.json", 400);
    routes.set(
        0,
        new Fixtures.Route(
            USAGE,
            Map.of("from", "2026-11-21T00:00:00Z"),
            Optional.empty(),
            FIXTURES.answer("error_400.json", 400)));

    assertThat(FixtureApi.poll(MUX, Map.of(), routes).usages()).hasSize(2);
  }

  @Test
  void readsTheOlderForm() {
    var report = poll(FILES, "error_404_quota_status.txt", 404);

    assertThat(report.usages())
        .containsExactly(
            new Usage(
                TODAY,
                Optional.of("gemini-3-pro"),
                Optional.of(1200L),
                Optional.of(100L),
                Optional.of(340L),
                Optional.of(1L),
                Tally.SINCE_START));
    assertThat(report.toString()).doesNotContain("sk-local");
  }

  @Test
  void readsTheProposedQuotaStatus() {
    var report = poll(OLDER_STATUS, "quota_status_proposed.json", 200);

    assertThat(report.quotas())
        .containsExactly(
            Quota.percent("antigravity dana Gemini models", new BigDecimal("38"))
                .withResetsAt(Instant.parse("2026-11-21T15:20:00Z"))
                .withMembers(List.of("gemini-3-pro-high")),
            Quota.percent("antigravity dana Claude and GPT models", new BigDecimal("100"))
                .withResetsAt(Instant.parse("2026-11-23T17:00:00Z"))
                .withMembers(List.of("claude-sonnet-4-6")));
    assertThat(report.gaps())
        .containsExactly(
            new Gap(
                "antigravity pat",
                Failure.of(
                    Kind.FORBIDDEN, "its vendor doesn't serve it; sign in there to see why")));
  }

  @Test
  void readsTheQuotaStatusInAnEnvelope() {
    assertThat(poll(STATUS, "quota_status_enveloped.json", 200).quotas())
        .extracting(Quota::name)
        .containsExactly("antigravity dana Gemini models");
  }

  @Test
  void neverTakesAMissingShareForNone() {
    assertThat(poll(STATUS, "quota_status_nulls.json", 200).gaps())
        .extracting(Gap::part)
        .containsExactly("quotas");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/management/auth-files, 1",
    "GET /v1/management/quota/status, 2",
    "GET /v1/management/usage, 4"
  })
  void stopsAtTheFirstRefusalOfItsKey(String request, int requests) {
    var routes = FixtureApi.instead("llm-mux", request, "error_401.json", 401);
    var access = FIXTURES.access(MUX.profile(), Map.of());
    var api = new FixtureApi(MUX, access, FIXTURES.now(), routes);
    var thrown =
        catchThrowableOfType(ApiException.class, () -> MUX.poll(access, api, FIXTURES.now()));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.AUTH);
    assertThat(api.sent()).hasSize(requests).allMatch(Request::probe);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): invalid management key; five wrong keys bar this address for half an hour', 2026-11-22T12:00:00Z",
    "error_403_no_key.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): management key not configured; the proxy needs a management key and allow-remote',",
    "error_403_remote.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): remote management disabled; the proxy needs a management key and allow-remote',"
  })
  void saysWhatWentWrongAndWhenToComeBack(
      String file, int status, Kind kind, String reason, Instant retryAt) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(FILES, file, status));

    assertThat(thrown.failure()).isEqualTo(new Failure(kind, reason, Optional.ofNullable(retryAt)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"in_cooldown\": true, \"cooldown_remaining_seconds\": 5400}', 2026-11-21T13:30:00Z",
    "'{\"in_cooldown\": true, \"cooldown_remaining_seconds\": 5e17}',",
    "'{\"in_cooldown\": true}',"
  })
  void knowsHowLongAnAccountRests(String state, Instant until) {
    var quota = Quota.named("claude ori cooldown", "percent").withBlocked();

    assertThat(resting(state))
        .containsExactly(until == null ? quota : quota.withResetsAt(until))
        .allMatch(resting -> resting.usedPercent().equals(Optional.of(new BigDecimal(100))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"in_cooldown\": true, \"cooldown_until\": \"2026-11-21T12:00:00Z\"}",
        "{\"in_cooldown\": true, \"cooldown_remaining_seconds\": 0}",
        "{\"in_cooldown\": false, \"cooldown_until\": \"2026-11-21T13:00:00Z\"}",
        "null"
      })
  void knowsThatAnAccountRestsNoLonger(String state) {
    assertThat(resting(state)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"period\": {\"from\": \"2026-11-21T00:00:00Z\"}, \"summary\": {\"total_requests\": 0}}",
        "{\"period\": {\"from\": \"2026-11-14T12:00:00Z\"}, \"summary\": {\"total_requests\": 0}}"
      })
  void findsNoUsageWhereAServerLeavesEmptyMapsOut(String usage) {
    var report = changed(USAGE, usage);

    assertThat(report.usages()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void readsAShareThatComesAsAFractionOnly() {
    var status =
        """
        {"quotas": [{"auth_id": "x", "provider": "kiro", "models": [
          {"model_id": "claude-opus", "remaining_fraction": 0.25}]}]}
        """;

    assertThat(changed(STATUS, status).quotas())
        .containsExactly(
            Quota.percent("kiro x claude-opus", new BigDecimal("75.00"))
                .withMembers(List.of("claude-opus")));
  }

  private static List<Quota> resting(String state) {
    var files =
        """
        {"files": [{"id": "f", "provider": "claude", "email": "ori@example.test", "quota_state": %s}]}
        """
            .formatted(state);
    return changed(FILES, files).quotas();
  }

  private static Report changed(String request, String body) {
    var all = new ArrayList<Fixtures.Route>();
    var answer = new Answer(200, Map.of(), body);
    all.add(new Fixtures.Route(request, Map.of(), Optional.empty(), answer));
    all.addAll(FIXTURES.routes());
    return FixtureApi.poll(MUX, Map.of(), all);
  }

  private static Usage requests(LocalDate day, long requests) {
    return Usage.ofDay(
        day,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(requests));
  }

  private static Report poll(String request, String file, int status) {
    return FixtureApi.poll(MUX, Map.of(), FixtureApi.instead("llm-mux", request, file, status));
  }
}
