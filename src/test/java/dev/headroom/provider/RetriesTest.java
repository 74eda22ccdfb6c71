package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.usage.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetriesTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Outside outside = new Outside(SERVER.baseUrl());

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529})
  void asksThreeTimesWhereTheProviderFails(int status) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));

    var failure = outside.failure(Request.get(outside.base(), "/"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(outside.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    SERVER.verify(3, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @CsvSource({
    "400,NOT_AVAILABLE",
    "401,AUTH",
    "402,EXHAUSTED",
    "403,FORBIDDEN",
    "404,NOT_AVAILABLE",
    "429,RATE_LIMITED"
  })
  void doesNotAskAgainWhereThatIsNoHelp(int status, Kind kind) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));

    assertThat(outside.failure(Request.get(outside.base(), "/")).kind()).isEqualTo(kind);
    assertThat(outside.pauses()).isEmpty();
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void sendsAProbeOnce() {
    SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(503)));

    outside.failure(Request.post(outside.base(), "/").json("{}").asProbe());

    assertThat(SERVER.getAllServeEvents()).hasSize(1);
  }

  @Test
  void recoversFromABrokenConnection() {
    recovers(aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThat(outside.api().send(Request.get(outside.base(), "/")).text()).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 3, 3000",
    "Retry-After, 0, 500",
    "Retry-After, 'Sat, 21 Nov 2026 12:00:07 GMT', 7000",
    "retry-after-ms, 1500, 1500"
  })
  void waitsAsLongAsAShortRetryAfterSays(String name, String value, long millis) {
    recovers(aResponse().withStatus(429).withHeader(name, value));

    assertThat(outside.api().send(Request.get(outside.base(), "/")).text()).isEqualTo("yes");
    assertThat(outside.pauses()).containsExactly(Duration.ofMillis(millis));
  }

  @Test
  void tellsWhenToComeBackInsteadOfWaitingLong() {
    SERVER.stubFor(
        get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));

    var failure = outside.failure(Request.get(outside.base(), "/"));

    assertThat(failure.retryAt()).contains(Instant.parse("2026-11-21T13:00:00Z"));
    assertThat(outside.pauses()).isEmpty();
  }

  @Test
  void doesNotWaitPastItsDeadline() {
    SERVER.stubFor(
        get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "4")));
    var api = outside.api("acme-1", SERVER.baseUrl(), Duration.ofSeconds(3));

    assertThatThrownBy(() -> api.send(Request.get(outside.base(), "/")))
        .isInstanceOf(ApiException.class);
    assertThat(outside.pauses()).isEmpty();
  }

  @Test
  void givesUpOnASlowProvider() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok().withFixedDelay(5_000)));
    var api = outside.api("acme-1", SERVER.baseUrl(), Duration.ofMillis(300));

    var thrown =
        catchThrowableOfType(ApiException.class, () -> api.send(Request.get(outside.base(), "/")));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(thrown).hasMessageContaining("in time");
  }

  @Test
  void refusesToStartAfterTheDeadline() {
    var api = outside.api();
    outside.passes(Outside.TIMEOUT);

    assertThatThrownBy(() -> api.send(Request.get(outside.base(), "/")))
        .hasMessage("UNREACHABLE: no answer within 20.0 s");
  }

  private void recovers(ResponseDefinitionBuilder first) {
    SERVER.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("up")
            .willReturn(first));
    SERVER.stubFor(get(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(ok("yes")));
  }
}
