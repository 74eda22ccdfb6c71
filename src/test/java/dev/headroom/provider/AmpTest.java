package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
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
import org.junit.jupiter.params.provider.ValueSource;

final class AmpTest {

  private static final Amp AMP = new Amp();
  private static final String CALL = "POST /api/internal";
  private static final String PAGE = "GET /settings";

  @Test
  void readsTheAmountsOfATier() {
    var report = FixtureApi.poll(AMP);
    var end = Instant.parse("2026-12-03T00:00:00Z");

    assertThat(report.plan()).contains("Megawatt");
    assertThat(report.readings())
        .containsExactly(
            quota("Agent usage", "USD", "8.60", "20").withResetsAt(end),
            quota("Orb usage", "hours", "129.5", "750").withResetsAt(end),
            balance("Individual credits", "14.35"),
            balance("Workspace example", "3.90"));
  }

  @Test
  void readsTheSharesOfASubscription() {
    var report = call("balance_subscription_percent.json");

    assertThat(report.plan()).contains("Megawatt");
    assertThat(report.readings())
        .containsExactly(
            percent("Agent usage", "36").withNote("resets upon renewal in 12 days"),
            percent("Orb usage", "12").withNote("resets upon renewal in 12 days"),
            balance("Individual credits", "0"));
  }

  @Test
  void readsTheShareOfTheFreeTier() {
    var report = call("balance_free_percent.json");

    assertThat(report.plan()).contains("Free");
    assertThat(report.readings())
        .containsExactly(
            percent("Amp Free", "45").withWindow(Duration.ofDays(1)),
            balance("Individual credits", "1204.10"));
  }

  @Test
  void readsTheDollarsOfTheFreeTierAndWhenTheyAreBack() {
    assertThat(call("balance_legacy_dollars.json").readings())
        .containsExactly(
            quota("Amp Free", "USD", "2.90", "10")
                .withResetsAt(Instant.parse("2026-11-21T18:54:18Z")),
            balance("Individual credits", "31.18"));
  }

  @Test
  void readsTheLinesItKnowsAndMarksAPlanItDoesNot() {
    var report = call("balance_odd.json");

    assertThat(report.plan()).contains("Kilo Watt");
    assertThat(report.readings())
        .containsExactly(
            percent("Agent usage", "0").withNote("resets upon renewal in 1 month"),
            percent("Orb usage", "99.5").withNote("resets upon renewal in 1 month"),
            balance("Workspace big", "-1002003.40"));
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("Amp Free");
  }

  @ParameterizedTest
  @CsvSource({
    "error_auth_required.json, 200, 'AUTH: the credential was refused (200): Authentication required; make a new token at ampcode.com/settings'",
    "error_401.json, 401, 'AUTH: the credential was refused (401): Invalid access token; make a new token at ampcode.com/settings'",
    "error_401.json, 403, 'AUTH: the credential was refused (403): Invalid access token; make a new token at ampcode.com/settings'",
    "error_403.json, 403, 'FORBIDDEN: the credential is not allowed to do this (403): Not allowed'",
    "error_other.json, 200, 'UNREACHABLE: the provider failed (200): Something broke'",
    "balance_unknown_text.json, 200, 'UNREADABLE: expected balances, found none in a form that is known'"
  })
  void saysWhatWentWrong(String file, int status, String message) {
    assertThatThrownBy(
            () -> FixtureApi.poll(AMP, Map.of(), FixtureApi.instead("amp", CALL, file, status)))
        .isInstanceOf(ApiException.class)
        .hasMessage(message);
  }

  @Test
  void readsTheOlderPageInCents() {
    var report = page("settings_legacy.html", 200);

    assertThat(report.plan()).contains("Free");
    assertThat(report.readings())
        .containsExactly(
            quota("Amp Free", "USD", "3.80", "10.00")
                .withWindow(Duration.ofHours(24))
                .withResetsAt(Instant.parse("2026-11-21T21:02:52Z")));
  }

  /// The names vary, as does whether they are quoted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{freeTierUsage:{bucket:'ubi',quota:1000,used:380}}",
        "{\"z9/getFreeTierUsage/\":{\"used\":380,\"quota\":1000,\"windowHours\":0}}"
      })
  void readsTheOlderPageInItsOtherSpelling(String script) {
    var answer = new Answer(200, Map.of(), "<script>" + script + "</script>");

    assertThat(page(answer).readings()).containsExactly(quota("Amp Free", "USD", "3.80", "10.00"));
  }

  @ParameterizedTest
  @CsvSource({
    "302, 'AUTH: the session has ended; sign in again (302); make a new token at ampcode.com/settings'",
    "200, 'UNREADABLE: expected the free tier''s usage in the page, found none'"
  })
  void inventsNothingFromASignInPage(int status, String message) {
    assertThatThrownBy(() -> page("settings_login_redirect.html", status))
        .isInstanceOf(ApiException.class)
        .hasMessage(message);
  }

  @Test
  void needsAKeyOrACookie() {
    var access = new Access("some", AMP.profile(), Map.of());
    var api = new FixtureApi(AMP, access, Fixtures.NOW, List.of());

    assertThatThrownBy(() -> AMP.poll(access, api, Fixtures.NOW))
        .hasMessage("AUTH: neither key nor credentials-file nor cookie is configured");
  }

  private static Report call(String file) {
    return FixtureApi.poll(AMP, Map.of(), FixtureApi.instead("amp", CALL, file, 200));
  }

  private static Report page(String file, int status) {
    return page(Fixtures.of("amp").answer(file, status));
  }

  private static Report page(Answer answer) {
    var cookie = new Access.Value.Hidden(new Secret("hush-session-4711"));
    var access = new Access("some", AMP.profile(), Map.of("cookie", cookie));
    var routes = List.of(new Fixtures.Route(PAGE, Map.of(), Optional.empty(), answer));
    var api = new FixtureApi(AMP, access, Fixtures.NOW, routes);
    var report = AMP.poll(access, api, Fixtures.NOW);
    assertThat(api.sent()).allMatch(request -> !request.redirects());
    return report;
  }

  private static Quota quota(String name, String unit, String used, String limit) {
    return Quota.named(name, unit).withLimit(new BigDecimal(limit)).withUsed(new BigDecimal(used));
  }

  private static Quota percent(String name, String used) {
    return Quota.percent(name, new BigDecimal(used));
  }

  private static Balance balance(String name, String left) {
    return new Balance(name, Money.usd(left), false);
  }
}
