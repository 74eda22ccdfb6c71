package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessTest {

  @ParameterizedTest
  @CsvSource({
    "https://eu.api.openai.com, https://eu.api.openai.com/v1",
    "https://gate.test/, https://gate.test/v1",
    "https://gate.test/v1, https://gate.test/v1",
    "https://gate.test/v1/, https://gate.test/v1",
    "https://gate.test/openai, https://gate.test/openai/v1",
    "https://gate.test/v1/team/openai, https://gate.test/v1/team/openai",
    "https://gate.test/v1beta2, https://gate.test/v1beta2",
    "https://v1.test, https://v1.test/v1"
  })
  void knowsTheVersionThatAnAddressLeavesOut(String written, URI meant) {
    assertThat(access(written).uri("base-url", "v1")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "https://gate.test, https://gate.test",
    "https://gate.test/v1, https://gate.test",
    "https://gate.test/claude/v1//, https://gate.test/claude",
    "https://gate.test/v1/team/anthropic, https://gate.test/v1/team/anthropic",
    "http://v1, http://v1"
  })
  void leavesOutTheVersionThatPathsBeginWith(String written, URI meant) {
    assertThat(access(written).root("base-url")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, https://gate.test, https://gate.test/v1/organization/costs",
    "openai, https://gate.test/v1, https://gate.test/v1/organization/costs",
    "anthropic, https://gate.test/v1, https://gate.test/v1/organizations/cost_report",
    "gemini, https://gate.test, https://gate.test/v1beta/models/gemini-3.6-flash:countTokens"
  })
  void isAskedThereOnlyAndWithOneVersion(String type, String written, URI first) {
    var provider = Providers.onClassPath().find(type).orElseThrow();
    var fixtures = Fixtures.of(type);
    var access =
        fixtures.access(provider.profile(), Map.of("base-url", new Access.Value.Text(written)));
    var api = new FixtureApi(provider, access, Fixtures.NOW, fixtures.routes());

    provider.poll(access, api, Fixtures.NOW);

    assertThat(api.sent().getFirst().url()).isEqualTo(first);
    assertThat(api.sent()).extracting(request -> request.url().getHost()).containsOnly("gate.test");
  }

  private static Access access(String url) {
    return new Access(
        "acme-1", new OpenAi().profile(), Map.of("base-url", new Access.Value.Text(url)));
  }
}
