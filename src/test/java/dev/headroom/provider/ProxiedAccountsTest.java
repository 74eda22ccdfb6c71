package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Vendors whose accounts stand behind CLIProxyAPI: Kimi by its login, and the Grok CLI.
final class ProxiedAccountsTest {

  private static final Fixtures FIXTURES = Fixtures.of("cliproxyapi");
  private static final Instant WEEK_ENDS = Instant.parse("2026-11-23T00:00:00Z");

  @Test
  void readsTheMonthTheWeekAndTheMoneyInBothSpellings() {
    var report = poll(call("format=credits", "api_call_xai_credits.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .containsExactly(
            Quota.named("kimi dana Week", "requests")
                .withLimit(number("2048"))
                .withUsed(number("512"))
                .withWindow(Duration.ofDays(7))
                .withResetsAt(Instant.parse("2026-11-24T12:00:00.123456789Z")),
            Quota.named("kimi dana 5 hours", "requests")
                .withLimit(number("200"))
                .withUsed(number("61"))
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:00:00.123456789Z")),
            Quota.percent("xai ori Monthly credits", number("27.5"))
                .withNote("estimate")
                .withResetsAt(Instant.parse("2026-12-09T12:00:00Z")),
            Quota.percent("xai ori Weekly credits", number("12.5"))
                .withNote("estimate")
                .withResetsAt(WEEK_ENDS),
            Quota.named("xai ori Monthly spend", "USD")
                .withLimit(number("200.00"))
                .withUsed(number("41.50"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")));
  }

  @Test
  void showsTheMonthWhereThereAreNoCredits() {
    var report = poll(call("format=credits", "api_call_upstream_404.json"));

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).hasSize(3);
  }

  @Test
  void neverTakesAMissingShareForNone() {
    var report = poll(call("format=credits", "api_call_xai_empty.json"));

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("xai ori credits");
    assertThat(report.gaps().getFirst().failure().kind()).isEqualTo(Kind.UNREADABLE);
  }

  private static Report poll(Fixtures.Route... more) {
    var routes = new ArrayList<>(List.of(more));
    routes.add(
        new Fixtures.Route(
            "GET /v0/management/auth-files",
            Map.of(),
            Optional.empty(),
            FIXTURES.answer("auth_files_kimi_xai.json")));
    routes.add(call("coding/v1/usages", "api_call_kimi.json"));
    routes.add(call("v1/billing", "api_call_xai.json"));
    routes.addAll(FIXTURES.routes());
    return FixtureApi.poll(new CliProxyApi(), Map.of(), routes);
  }

  private static Fixtures.Route call(String body, String file) {
    return new Fixtures.Route(
        "POST /v0/management/api-call", Map.of(), Optional.of(body), FIXTURES.answer(file));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
