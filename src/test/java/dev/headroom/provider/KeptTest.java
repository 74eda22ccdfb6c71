package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeptTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Outside outside = new Outside(SERVER.baseUrl());

  @Test
  void keepsAnAnswerAsLongAsItIsAskedTo() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));
    var hourly = Request.get(outside.base(), "/names").keptFor(Duration.ofHours(1));

    outside.api().send(hourly);
    outside.passes(Duration.ofMinutes(59));
    outside.api().send(hourly);
    SERVER.verify(1, getRequestedFor(anyUrl()));

    outside.passes(Duration.ofMinutes(1));
    outside.api().send(hourly);
    SERVER.verify(2, getRequestedFor(anyUrl()));
  }

  @Test
  void replacesAKeptAnswerWhenAskedForAFreshOne() {
    SERVER.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("renewed")
            .willReturn(ok("old")));
    SERVER.stubFor(
        get(anyUrl()).inScenario("s").whenScenarioStateIs("renewed").willReturn(ok("new")));
    var token = Request.get(outside.base(), "/token").keptFor(Duration.ofHours(1));

    outside.api().send(token);
    outside.api().send(token.keptFor(Duration.ZERO));

    assertThat(outside.api().send(token).text()).isEqualTo("new");
  }

  @Test
  void keepsAnswersOfAccountsApart() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));
    var hourly = Request.get(outside.base(), "/names").keptFor(Duration.ofHours(1));

    outside.api().send(hourly);
    outside.api("acme-2", SERVER.baseUrl(), Outside.TIMEOUT).send(hourly);

    SERVER.verify(2, getRequestedFor(anyUrl()));
  }
}
