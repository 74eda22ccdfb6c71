package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What spends tokens is sent once in a quarter of an hour, however often an account is polled: by
/// `every: 1m`, or by people who press refresh.
final class ProbePauseTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Outside outside = new Outside(SERVER.baseUrl());

  static Stream<Arguments> probes() {
    var model = Map.<String, Access.Value>of("probe-model", new Access.Value.Text("m-1"));
    var models = Map.<String, Access.Value>of("probe-models", new Access.Value.Texts(List.of("m")));
    return Stream.of(
            Arguments.of(new OpenAi(), model),
            Arguments.of(new Anthropic(), model),
            Arguments.of(new LiteLlm(), model),
            Arguments.of(new Groq(), models),
            Arguments.of(new Mistral(), models),
            Arguments.of(
                new XAi(),
                Map.of(
                    "probe-models", new Access.Value.Texts(List.of("m")),
                    "key-kind", new Access.Value.Text("inference"))),
            Arguments.of(
                new AzureOpenAi(),
                Map.of(
                    "key", new Access.Value.Hidden(Outside.KEY),
                    "probe-deployments", new Access.Value.Texts(List.of("d")))))
        .flatMap(
            probe -> answers().map(answer -> Arguments.of(probe.get()[0], probe.get()[1], answer)));
  }

  /// One that tells limits, one that doesn't, and every way to fail.
  private static Stream<ResponseDefinitionBuilder> answers() {
    return Stream.of(
        limits(200),
        aResponse().withStatus(200),
        limits(429),
        limits(400),
        aResponse().withStatus(401),
        aResponse().withStatus(402),
        aResponse().withStatus(503),
        aResponse().withFault(Fault.EMPTY_RESPONSE));
  }

  private static ResponseDefinitionBuilder limits(int status) {
    return aResponse()
        .withStatus(status)
        .withBody("{}")
        .withHeader("x-ratelimit-limit-requests", "100")
        .withHeader("x-ratelimit-remaining-requests", "40")
        .withHeader("x-ratelimit-reset-requests", "20m0s");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("probes")
  void sendsAProbeOnceInFifteenMinutes(
      Provider provider, Map<String, Access.Value> options, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(post(anyUrl()).willReturn(answer));
    SERVER.stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.get(anyUrl())
            .willReturn(
                aResponse()
                    .withBody(
                        "{\"api_key_disabled\": false, \"api_key_blocked\": false,"
                            + " \"team_blocked\": false}")));

    everyMinute(provider, options, 15);
    SERVER.verify(1, postRequestedFor(anyUrl()));

    everyMinute(provider, options, 1);
    SERVER.verify(2, postRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 429})
  void countsAResetFromWhenTheProbeWasAnswered(int status) {
    SERVER.stubFor(post(anyUrl()).willReturn(limits(status)));
    var model = Map.<String, Access.Value>of("probe-model", new Access.Value.Text("m-1"));

    assertThat(everyMinute(new OpenAi(), model, 15))
        .hasSize(15)
        .allSatisfy(report ->
            assertThat(report.quotas())
                .extracting(Quota::resetsAt)
                .containsExactly(Optional.of(Instant.parse("2026-11-21T12:20:00Z"))));
  }

  private List<Report> everyMinute(
      Provider provider, Map<String, Access.Value> options, int minutes) {
    return IntStream.range(0, minutes)
        .mapToObj(minute -> {
          var report = outside.poll(provider, options);
          outside.passes(Duration.ofMinutes(1));
          return report;
        })
        .flatMap(Optional::stream)
        .toList();
  }
}
