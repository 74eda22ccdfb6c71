package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenRouterTest {

  private static final OpenRouter OPENROUTER = new OpenRouter();
  private static final Fixtures FIXTURES = Fixtures.of("openrouter");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String KEY = "GET /api/v1/key";
  private static final String CREDITS = "GET /api/v1/credits";

  @Test
  void readsCreditsAndActivityOfAManagementKey() {
    assertThat(FixtureApi.poll(OPENROUTER).readings())
        .startsWith(
            new Balance("Credits", Money.usd("68.6623"), false),
            usage(19, "anthropic/claude-opus-5.5", 91000, 14000, 12),
            usage(20, "openai/gpt-5.4", 50120, 8125, 51),
            new Spend(Period.day(TODAY.minusDays(2)), Money.usd("4.2")),
            new Spend(Period.day(TODAY.minusDays(1)), Money.usd("1.015")));
  }

  @Test
  void readsTheLimitAndSpendOfAnOrdinaryKey() {
    var report = key("key.json");

    assertThat(report.plan()).contains("Pay-as-you-go");
    assertThat(report.readings())
        .containsExactly(
            Quota.named("Key limit", "USD")
                .withRemaining(new BigDecimal("61.2"), new BigDecimal("80.0"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            new Spend(Period.day(TODAY), Money.usd("0.83")),
            new Spend(
                new Period(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 23)),
                Money.usd("5.1")),
            new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("18.8")));
    assertThat(report.quotas().getFirst().used().orElseThrow()).isEqualByComparingTo("18.8");
  }

  @Test
  void saysWhenTheKeyEndsAndWhatItsLimitCounts() {
    assertThat(key("key_expiring.json").quotas().getFirst().note())
        .contains("the key expires on 2026-12-24; counts calls by your own provider keys too");
  }

  @Test
  void knowsAManagementKeyByItsOlderName() {
    var routes = FixtureApi.instead("openrouter", KEY, "key_provisioning.json", 200);

    assertThat(FixtureApi.poll(OPENROUTER, Map.of(), routes))
        .isEqualTo(FixtureApi.poll(OPENROUTER));
  }

  @Test
  void addsUpTheEndpointsOfAModelWithoutWhatOthersCharge() {
    var report =
        FixtureApi.poll(
            OPENROUTER,
            Map.of(),
            FixtureApi.instead(
                "openrouter", "GET /api/v1/activity", "activity_two_endpoints.json", 200));

    assertThat(report.usages()).containsExactly(usage(20, "openai/gpt-5.4", 51000, 8200, 60));
    assertThat(report.spends())
        .containsExactly(new Spend(Period.day(TODAY.minusDays(1)), Money.usd("1.515")));
  }

  @Test
  void asksForActivityOnceAnHour() {
    var access = FIXTURES.access(OPENROUTER.profile(), Map.of());
    var api = new FixtureApi(OPENROUTER, access, Fixtures.NOW, FIXTURES.routes());

    OPENROUTER.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.keptFor().isPositive())
        .extracting(request -> request.url().getPath() + " " + request.keptFor())
        .containsExactly("/api/v1/activity PT1H");
  }

  @Test
  void knowsNoLimitOfAKeyWithoutOne() {
    assertThat(key("key_unlimited.json").quotas()).isEmpty();
    assertThat(key("key_free_tier.json").plan()).contains("Free");
  }

  @Test
  void showsCreditsWhenTheKeyCannotBeRead() {
    var report =
        FixtureApi.poll(
            OPENROUTER, Map.of(), FixtureApi.instead("openrouter", KEY, "error_500.json", 500));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("key");
    assertThat(report.balances())
        .containsExactly(new Balance("Credits", Money.usd("68.6623"), false));
  }

  @Test
  void showsTheRestWhenCreditsCannotBeRead() {
    var report =
        FixtureApi.poll(
            OPENROUTER, Map.of(), FixtureApi.instead("openrouter", CREDITS, "error_500.json", 500));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("credits");
    assertThat(report.usages()).hasSize(2);
  }

  @Test
  void doesNotBelieveZeroCreditsOfAKeyThatItDoesNotKnow() {
    var routes = FixtureApi.instead("openrouter", KEY, "error_500.json", 500);
    routes.add(
        0,
        FixtureApi.instead("openrouter", CREDITS, "credits_zero_for_inference_key.json", 200)
            .getFirst());

    var report = FixtureApi.poll(OPENROUTER, Map.of(), routes);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("key", "credits");
    assertThat(report.balances()).isEmpty();
  }

  @Test
  void tellsWhenARateLimitEnds() {
    var answer = FIXTURES.answer("error_429.json", "error_429.headers");
    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> FixtureApi.pollChanged(OPENROUTER, any -> answer));

    assertThat(thrown.failure().retryAt()).contains(Instant.parse("2026-11-22T00:00:00Z"));
  }

  @Test
  void findsTheEndOfARateLimitInTheBodyWhereAGatewayDropsHeaders() {
    assertThat(FixtureApi.failure(OPENROUTER, "error_429.json", 429).retryAt())
        .contains(Instant.parse("2026-11-22T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Missing Authentication header'",
    "error_402.json, 402, EXHAUSTED, 'quota or money is gone (402): Insufficient credits. Add more using https://openrouter.ai/credits'",
    "error_403_credits.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): Only management keys can perform this operation'",
    "error_500.json, 500, UNREACHABLE, 'the provider failed (500): Internal Server Error'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(OPENROUTER, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  private static Report key(String file) {
    return FixtureApi.poll(
        OPENROUTER, Map.of(), List.of(FixtureApi.instead("openrouter", KEY, file, 200).getFirst()));
  }

  private static Usage usage(int day, String model, long in, long out, long requests) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day),
        Optional.of(model),
        Optional.of(in),
        Optional.empty(),
        Optional.of(out),
        Optional.of(requests));
  }
}
