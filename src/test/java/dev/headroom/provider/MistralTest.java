package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistralTest {

  private static final Mistral MISTRAL = new Mistral();
  private static final Fixtures FIXTURES = Fixtures.of("mistral");
  private static final String ADMIN = "GET /v1/admin/";

  @Test
  void comparesTheMonthWithTheSpendLimitInEuros() {
    var report = FixtureApi.poll(MISTRAL);

    assertThat(report.spends()).containsExactly(month("95.41", "EUR"));
    assertThat(report.quotas().getFirst()).isEqualTo(monthly("500.0").withUsed(number("95.41")));
  }

  @Test
  void knowsNoLimitWhereNoneIsSet() {
    var report = instead("spend-limit", "admin_spend_limit_unlimited.json");

    assertThat(report.gaps()).isEmpty();
    assertThat(report.spends()).containsExactly(month("95.41", "USD"));
    assertThat(report.quotas()).extracting(Quota::name).doesNotContain("Monthly spend");
  }

  @Test
  void saysThatTheLimitIsReachedAndThatAPaymentFailed() {
    assertThat(instead("spend-limit", "admin_spend_limit_reached.json").quotas().getFirst())
        .isEqualTo(
            monthly("500")
                .withUsed(number("512.5"))
                .withBlocked()
                .withNote("the last payment failed"));
  }

  @ParameterizedTest
  @CsvSource({
    "admin_spend_limit_nothing.json, '$.limits.completion.total_usage: expected a number, found null'",
    "admin_spend_limit_negative.json, '$.limits.completion.total_usage: expected a number, zero or more, found a number'",
    "error_401.json, '$.limits.currency: expected a name, found nothing'"
  })
  void takesNoSpendForWhatItCannotRead(String file, String reason) {
    var report = instead("spend-limit", file);

    assertThat(report.spends()).isEmpty();
    assertThat(report.gaps())
        .containsExactly(new Gap("spend", Failure.of(Kind.UNREADABLE, reason)));
  }

  @Test
  void readsTheConfiguredRateLimits() {
    assertThat(FixtureApi.poll(MISTRAL).quotas().subList(1, 4))
        .containsExactly(
            Quota.named("Requests/s", "requests")
                .withLimit(number("6"))
                .withWindow(Duration.ofSeconds(1)),
            tokens("mistral-large-2512", "min", "2000000").withWindow(Duration.ofMinutes(1)),
            tokens("mistral-large-2512", "month", "10000000000")
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
  }

  @Test
  void leavesOutLimitsThatAreNotTold() {
    assertThat(instead("rate-limit", "admin_rate_limit_sparse.json").quotas())
        .containsExactly(
            monthly("500.0").withUsed(number("95.41")),
            tokens("codestral-2611", "min", "500000").withWindow(Duration.ofMinutes(1)));
    assertThat(instead("rate-limit", "admin_rate_limit_empty.json").gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("$: expected limits, found an object");
  }

  @Test
  void addsUpTokensByDayAndModelAndNothingElse() {
    assertThat(FixtureApi.poll(MISTRAL).usages())
        .containsExactly(
            usage(19, "devstral-2611", 10L, null, null),
            usage(20, "mistral-large-2512", 128000L, 8000L, 22500L),
            usage(21, "mistral-large-2512", 34000L, null, null));
  }

  @Test
  void readsTheUsageAsTheVendorGivesIt() {
    assertThat(instead("usage", "admin_usage.json").usages())
        .containsExactly(
            usage(20, "mistral-large-2512", 120000L, null, 22000L),
            usage(21, "mistral-large-2512", 34000L, null, null));
  }

  @Test
  void countsTheTokensOfLibraries() {
    assertThat(instead("usage", "admin_usage_libraries.json").usages())
        .containsExactly(usage(20, "mistral-embed-2611", 700L, null, null));
  }

  @Test
  void asksForTheSpendEachTimeAndForTheRestEveryHalfHour() {
    var access = FIXTURES.access(MISTRAL.profile(), Map.of());
    var api = new FixtureApi(MISTRAL, access, Fixtures.NOW, FIXTURES.routes());

    MISTRAL.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().endsWith("/spend-limit"))
        .extracting(Request::keptFor)
        .containsExactly(Duration.ZERO);
    assertThat(api.sent())
        .filteredOn(request -> !request.url().getPath().endsWith("/spend-limit"))
        .hasSize(3)
        .extracting(Request::keptFor)
        .containsOnly(Duration.ofMinutes(30));
  }

  @Test
  void takesABearerWhereTheFirstHeaderIsRefused() {
    var access = FIXTURES.access(MISTRAL.profile(), Map.of());
    var api = new FixtureApi(MISTRAL, access, Fixtures.NOW, FIXTURES.routes());
    Api picky = new Picky(api);

    assertThat(MISTRAL.poll(access, picky, Fixtures.NOW)).isEqualTo(FixtureApi.poll(MISTRAL));
    assertThat(api.sent())
        .extracting(request -> request.credentials().getFirst().name())
        .containsExactly("Authorization", "Authorization", "Authorization", "Authorization");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Unauthorized; an admin key is needed, or probe-models for an ordinary one'",
    "error_401.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): Unauthorized; an admin key is needed, or probe-models for an ordinary one'",
    "admin_rate_limit_empty.json, 402, EXHAUSTED, 'quota or money is gone (402); see Billing at console.mistral.ai'",
    "error_429_capacity.json, 429, UNREACHABLE, 'the provider failed (429): Service tier capacity exceeded for this model'",
    "error_429.json, 429, RATE_LIMITED, 'asked too often (429): Rate limit exceeded'",
    "error_503.json, 503, UNREACHABLE, 'the provider failed (503): Service unavailable'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(MISTRAL, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  /// Refuses the header that the docs name.
  private record Picky(Api api) implements Api {
    @Override
    public Answer send(Request request) {
      if (request.credentials().getFirst().name().equals("x-api-key")) {
        throw ApiException.of(Kind.AUTH, "the credential was refused (401)");
      }
      return api.send(request);
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
      return api.accessToken(oauth, refused);
    }
  }

  private static Report instead(String path, String file) {
    return FixtureApi.poll(
        MISTRAL, Map.of(), FixtureApi.instead("mistral", ADMIN + path, file, 200));
  }

  private static Quota monthly(String limit) {
    return Quota.named("Monthly spend", "EUR")
        .withLimit(number(limit))
        .withResetsAt(Instant.parse("2026-12-01T00:00:00Z"));
  }

  private static Quota tokens(String model, String span, String limit) {
    return Quota.named(model + ": tokens/" + span, "tokens")
        .withLimit(number(limit))
        .withMembers(List.of(model));
  }

  private static Spend month(String amount, String currency) {
    return new Spend(Period.month(YearMonth.of(2026, 11)), new Money(number(amount), currency));
  }

  private static Usage usage(
      int day, String model, @Nullable Long in, @Nullable Long cached, @Nullable Long out) {
    return Usage.ofDay(
        LocalDate.of(2026, 11, day),
        Optional.of(model),
        Optional.ofNullable(in),
        Optional.ofNullable(cached),
        Optional.ofNullable(out),
        Optional.empty());
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
