package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings page of ollama.com, as a browser's session sees it.
final class OllamaSettingsTest {

  private static final OllamaCloud OLLAMA = new OllamaCloud();

  @Test
  void readsTheSessionTheWeekAndThePlan() {
    var report = poll("settings.html", 200);

    assertThat(report.plan()).contains("pro");
    assertThat(report.readings())
        .containsExactly(
            Quota.percent("Session", new BigDecimal("12.5"))
                .withResetsAt(Instant.parse("2026-11-21T15:00:00Z")),
            week("40").withResetsAt(Instant.parse("2026-11-23T00:00:00Z")));
  }

  @Test
  void readsTheOlderPage() {
    var report = poll("settings_older.html", 200);

    assertThat(report.plan()).contains("free");
    assertThat(report.readings())
        .containsExactly(Quota.percent("Session", new BigDecimal("100")), week("0.1"));
  }

  @Test
  void sendsTheCookieAsItIsAndFollowsNoRedirect() {
    var api = api("settings.html", 200);

    OLLAMA.poll(session(), api, Fixtures.NOW);

    assertThat(api.sent())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.redirects()).isFalse();
          assertThat(request.credentials())
              .containsExactly(
                  new Request.Hidden("Cookie", "", new Secret("session=hush-ollama-4711")));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "signin_redirect.html, 303, 'AUTH: the session has ended; sign in again (303)'",
    "signin_redirect.html, 200, 'AUTH: the session has ended; sign in again'",
    "settings_changed.html, 200, 'UNREADABLE: expected a share after Session usage in the page, found none'",
    "error_401.json, 200, 'UNREADABLE: expected session or weekly usage in the page, found none'",
    "error_401.json, 401, 'AUTH: the credential was refused (401): unauthorized'"
  })
  void saysWhatWentWrong(String file, int status, String message) {
    assertThatThrownBy(() -> poll(file, status)).hasMessage(message);
  }

  @Property(seed = "22")
  void makesNothingUpOfWhateverIsThere(@ForAll String before, @ForAll String after) {
    assertThatThrownBy(() -> OllamaSettings.read(before + "Weekly usage" + after))
        .isInstanceOf(ApiException.class)
        .extracting(thrown -> ((ApiException) thrown).failure().kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  private static Quota week(String percent) {
    return Quota.percent("Week", new BigDecimal(percent)).withWindow(Duration.ofDays(7));
  }

  private static Report poll(String file, int status) {
    return OLLAMA.poll(session(), api(file, status), Fixtures.NOW);
  }

  private static FixtureApi api(String file, int status) {
    var route =
        new Fixtures.Route(
            "GET https://ollama.com/settings",
            Map.of(),
            Optional.empty(),
            Fixtures.of("ollama-cloud").answer(file, status));
    return new FixtureApi(OLLAMA, session(), Fixtures.NOW, List.of(route));
  }

  private static Access session() {
    var cookie = new Access.Value.Hidden(new Secret("session=hush-ollama-4711"));
    return new Access("some", OLLAMA.profile(), Map.of("cookie", cookie));
  }
}
