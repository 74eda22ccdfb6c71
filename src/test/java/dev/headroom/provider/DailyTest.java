package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.usage.Failure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DailyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Outside outside = new Outside(SERVER.baseUrl());

  @Test
  void believesForADayThatARouteIsNotThere() {
    answers(404);
    assertThat(kind()).isEqualTo(Kind.NOT_AVAILABLE);
    outside.passes(Duration.ofHours(23));
    assertThat(kind()).isEqualTo(Kind.NOT_AVAILABLE);
    SERVER.verify(1, getRequestedFor(anyUrl()));

    SERVER.stubFor(get(anyUrl()).willReturn(ok("here")));
    outside.passes(Duration.ofHours(1));

    assertThat(send().text()).isEqualTo("here");
  }

  @Test
  void asksForWhatIsThereEachTime() {
    for (var text : new String[] {"one", "two", "three"}) {
      SERVER.stubFor(get(anyUrl()).willReturn(ok(text)));
      assertThat(send().text()).isEqualTo(text);
      outside.passes(MINUTE);
    }
    SERVER.verify(3, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500})
  void asksAnewAfterAnyOtherFailureAndOnceOnly(int status) {
    answers(status);
    kind();
    outside.passes(MINUTE);
    kind();
    SERVER.verify(2, getRequestedFor(anyUrl()));

    SERVER.stubFor(get(anyUrl()).willReturn(ok("better")));
    outside.passes(MINUTE);

    assertThat(send().text()).isEqualTo("better");
  }

  private static void answers(int status) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));
  }

  private Answer send() {
    return Daily.send(outside.api(), Request.get(outside.base(), "/status").asProbe());
  }

  private Kind kind() {
    return catchThrowableOfType(ApiException.class, this::send).failure().kind();
  }
}
