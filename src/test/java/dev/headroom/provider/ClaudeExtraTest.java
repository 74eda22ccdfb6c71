package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
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

/// What Claude's newer answers tell beyond the windows, and what its web site tells a session.
final class ClaudeExtraTest {

  private static final Claude CLAUDE = new Claude();
  private static final Fixtures FIXTURES = Fixtures.of("claude");
  private static final String WEB = "GET https://claude.ai/api/organizations/org%2F1/usage";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);

  @Test
  void readsMoneyWithItsBalanceAndAWindowUnderACodeName() {
    assertThat(usage("usage_spend.json").readings())
        .containsExactly(
            Quota.percent("5h", new BigDecimal("12.0"))
                .withWindow(FIVE_HOURS)
                .withResetsAt(Instant.parse("2026-11-21T14:30:00Z")),
            Quota.percent("iguana necktie", new BigDecimal("5"))
                .withResetsAt(Instant.parse("2026-11-22T00:00:00Z")),
            Quota.named("extra usage", "AUD")
                .withUsed(new BigDecimal("9.73"))
                .withLimit(new BigDecimal("50.00")),
            new Balance("extra usage", new Money(new BigDecimal("-0.25"), "AUD"), false));
  }

  @Test
  void knowsNoMoneyThatIsSwitchedOff() {
    assertThat(usage("usage_spend_off.json").readings())
        .containsExactly(Quota.percent("5h", BigDecimal.ONE).withWindow(FIVE_HOURS));
  }

  @Test
  void marksMoneyThatItCannotRead() {
    assertThat(usage("usage_spend_odd.json").gaps())
        .containsExactly(
            new Gap(
                "extra usage",
                Failure.of(
                    Kind.UNREADABLE,
                    "$.spend.used.exponent: expected a small number of digits, found a number")));
  }

  @Test
  void readsTheSameWindowsFromTheWebSiteAndFollowsNothing() {
    var api = web("usage_legacy_flat.json", 200);

    assertThat(CLAUDE.poll(session(), api, FIXTURES.now()).quotas()).hasSize(4);
    assertThat(api.sent())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.redirects()).isFalse();
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Cookie", "sessionKey=", new Secret("hush-session-4711")));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 307, 'AUTH: the session has ended; sign in again (307)%'",
    "error_401.json, 401, 'AUTH: the credential was refused (401)%'",
    "error_403_scope.json, 403, 'FORBIDDEN: %'"
  })
  void saysThatASessionHasEnded(String file, int status, String message) {
    assertThatThrownBy(() -> CLAUDE.poll(session(), web(file, status), FIXTURES.now()))
        .hasMessageStartingWith(message.substring(0, message.indexOf('%')));
  }

  @Test
  void needsTheOrganizationOfACookie() {
    var access =
        new Access(
            "some",
            CLAUDE.profile(),
            Map.of("cookie", new Access.Value.Hidden(new Secret("hush-session-4711"))));

    assertThatThrownBy(() -> CLAUDE.poll(access, web("usage.json", 200), FIXTURES.now()))
        .hasMessage("AUTH: a cookie needs its organization beside it");
  }

  private static FixtureApi web(String file, int status) {
    var route =
        new Fixtures.Route(
            WEB.replace("%2F", "/"), Map.of(), Optional.empty(), FIXTURES.answer(file, status));
    return new FixtureApi(CLAUDE, session(), FIXTURES.now(), List.of(route));
  }

  private static Access session() {
    return new Access(
        "some",
        CLAUDE.profile(),
        Map.of(
            "cookie", new Access.Value.Hidden(new Secret("hush-session-4711")),
            "organization", new Access.Value.Text("org/1")));
  }

  private static Report usage(String file) {
    return FixtureApi.poll(
        CLAUDE, Map.of(), FixtureApi.instead("claude", "GET /api/oauth/usage", file, 200));
  }
}
