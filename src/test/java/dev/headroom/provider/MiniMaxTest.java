package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MiniMaxTest {

  private static final MiniMax MINIMAX = new MiniMax();
  private static final String CHINA = "https://api.minimaxi.com";
  private static final Instant RESET = Instant.parse("2026-11-21T15:00:00Z");
  private static final Instant WEEK_RESET = Instant.parse("2026-11-23T12:00:00Z");

  /// The same use, counted from the other end: 375 of 1,500, and of a week's 15,000.
  @Test
  void takesTheCountForWhatRemainsAtTheInternationalAddress() {
    assertThat(FixtureApi.poll(MINIMAX).readings())
        .containsExactly(interval("375", "1500"), week("9375", "15000"));
  }

  @Test
  void takesTheCountForWhatIsUsedAtTheChineseAddress() {
    assertThat(poll("remains_china.json", "base-url", CHINA).readings())
        .containsExactly(interval("375", "1500"), week("1875", "15000"));
  }

  @Test
  void asksTheOlderAddressWhereTheNewerOneIsNotKnown() {
    var missing = "GET /v1/token_plan/remains";
    var routes = FixtureApi.instead("minimax", missing, "error_other.json", 404);
    routes.addAll(
        0,
        FixtureApi.instead(
                "minimax",
                "GET /v1/api/openplatform/coding_plan/remains",
                "remains_international.json",
                200)
            .subList(0, 1));

    assertThat(FixtureApi.poll(MINIMAX, Map.of(), routes).readings())
        .containsExactly(interval("375", "1500"), week("9375", "15000"));
  }

  @Test
  void readsAPlanThatHasNoWeek() {
    assertThat(poll("coding_plan_remains_counts.json", "region", "auto").readings())
        .containsExactly(
            Quota.named("MiniMax-M2: 5 hours", "requests")
                .withRemaining(new BigDecimal("1420"), new BigDecimal("1500"))
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T10:00:00Z"))
                .withMembers(List.of("MiniMax-M2")));
  }

  @Test
  void readsTheSharesOfAPlanThatCountsNothing() {
    assertThat(poll("token_plan_remains_percent.json", "region", "auto").quotas())
        .extracting(Quota::name, Quota::used, Quota::resetsAt)
        .containsExactly(
            tuple(
                "MiniMax-M2.7: 5 hours",
                Optional.of(new BigDecimal("38")),
                Optional.of(Instant.parse("2026-11-21T10:00:00Z"))),
            tuple(
                "MiniMax-M2.7: Week",
                Optional.of(new BigDecimal("19")),
                Optional.of(Instant.parse("2026-11-23T00:00:00Z"))));
  }

  @Test
  void isToldTheWayOfCountingWhereTheAddressHidesIt() {
    assertThat(poll("remains_china.json", "region", "china").readings())
        .containsExactly(interval("375", "1500"), week("1875", "15000"));
  }

  @Test
  void takesAShareForWhatRemainsEverywhere() {
    var expected =
        List.of(
            Quota.percent("general: 5 hours", new BigDecimal("25"))
                .withWindow(Duration.ofHours(5))
                .withResetsAt(RESET)
                .withMembers(List.of("general")),
            Quota.percent("general: Week", new BigDecimal("12"))
                .withWindow(Duration.ofDays(7))
                .withResetsAt(WEEK_RESET)
                .withMembers(List.of("general")));

    assertThat(poll("remains_percent.json", "region", "auto").quotas()).isEqualTo(expected);
    assertThat(poll("remains_percent.json", "base-url", CHINA).quotas()).isEqualTo(expected);
  }

  @Test
  void knowsNothingOfWhatThePlanDoesNotHave() {
    var report = poll("remains_edges.json", "region", "auto");

    assertThat(report.readings())
        .containsExactly(
            Quota.named("MiniMax-M3: Interval", "requests")
                .withRemaining(new BigDecimal("0"), new BigDecimal("100"))
                .withResetsAt(Instant.parse("2026-11-21T13:30:00Z"))
                .withMembers(List.of("MiniMax-M3")),
            Quota.percent("speech: 1 day", new BigDecimal("100"))
                .withWindow(Duration.ofDays(1))
                .withResetsAt(Instant.parse("2026-11-21T16:00:00Z"))
                .withMembers(List.of("speech")));
  }

  @ParameterizedTest
  @CsvSource({
    "remains_no_plan.json, NO_PLAN, 'there is no plan to read; subscribe to a token plan, or use another key'",
    "error_login.json, AUTH, 'the answer says that it failed (1004): login fail; a key of the token plan is needed, and of this region'",
    "error_base_resp.json, AUTH, 'the answer says that it failed (1004): login fail: invalid api key; a key of the token plan is needed, and of this region'",
    "error_balance.json, EXHAUSTED, 'the answer says that it failed (1008): insufficient balance'",
    "error_rate.json, RATE_LIMITED, 'the answer says that it failed (1002): rate limit'",
    "error_system.json, UNREACHABLE, 'the answer says that it failed (1033): system error'",
    "error_other.json, UNREADABLE, 'the answer says that it failed (2013): invalid params'"
  })
  void saysWhatWentWrongUnderStatus200(String file, Kind kind, String reason) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(file, "region", "auto"));

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().reason()).isEqualTo(reason);
  }

  private static Report poll(String file, String option, String value) {
    var routes = FixtureApi.instead("minimax", "GET /v1/token_plan/remains", file, 200);
    return FixtureApi.poll(MINIMAX, Map.of(option, new Access.Value.Text(value)), routes);
  }

  private static Quota interval(String used, String limit) {
    return quota("MiniMax-M*: 5 hours", used, limit)
        .withWindow(Duration.ofHours(5))
        .withResetsAt(RESET);
  }

  private static Quota week(String used, String limit) {
    return quota("MiniMax-M*: Week", used, limit)
        .withWindow(Duration.ofDays(7))
        .withResetsAt(WEEK_RESET);
  }

  private static Quota quota(String name, String used, String limit) {
    return Quota.named(name, "requests")
        .withLimit(new BigDecimal(limit))
        .withUsed(new BigDecimal(used))
        .withMembers(List.of("MiniMax-M*"));
  }
}
