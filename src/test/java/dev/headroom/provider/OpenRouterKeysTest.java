package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenRouterKeysTest {

  private static final OpenRouter OPENROUTER = new OpenRouter();

  @Test
  void readsEveryKeyThatHasALimitAndIsInUse() {
    assertThat(FixtureApi.poll(OPENROUTER).quotas())
        .containsExactly(
            Quota.named("Key prod", "USD")
                .withRemaining(new BigDecimal("61.2"), new BigDecimal("80.0"))
                .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
            Quota.named("Key prod (aa11bb)", "USD")
                .withRemaining(new BigDecimal("-0.5"), new BigDecimal("10"))
                .withNote("the key expires on 2026-12-24"),
            Quota.named("Key sk-or-v1-xyz...123", "USD")
                .withLimit(new BigDecimal("5"))
                .withResetsAt(Instant.parse("2026-11-22T00:00:00Z")));
  }

  @Test
  void asksNoOrdinaryKeyForOthers() {
    var access = Fixtures.of("openrouter").access(OPENROUTER.profile(), Map.of());
    var routes = FixtureApi.instead("openrouter", "GET /api/v1/key", "key.json", 200);
    var api = new FixtureApi(OPENROUTER, access, Fixtures.NOW, routes);

    OPENROUTER.poll(access, api, Fixtures.NOW);

    assertThat(api.sent()).hasSize(1);
  }

  @Test
  void asksForTheKeysOfTheWorkspaceOfTheConfig() {
    var workspace = "bbbb2222-0000-4000-8000-000000000009";
    var access =
        Fixtures.of("openrouter")
            .access(OPENROUTER.profile(), Map.of("workspace", new Access.Value.Text(workspace)));
    var api = new FixtureApi(OPENROUTER, access, Fixtures.NOW, Fixtures.of("openrouter").routes());

    OPENROUTER.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().endsWith("/keys"))
        .hasSize(3)
        .allMatch(
            request -> request.query().contains(new Request.Field("workspace_id", workspace)));
  }

  @ParameterizedTest
  @CsvSource({
    "keys.json, 200, '$.data[0].hash: expected another key than before, found text'",
    "error_500.json, 500, 'the provider failed (500): Internal Server Error'"
  })
  void marksKeysThatItCouldNotRead(String file, int status, String reason) {
    var report = instead(file, status);

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly("keys: " + reason);
    assertThat(report.balances()).hasSize(1);
  }

  @Test
  void readsOnWhereKeysMayNotBeListed() {
    assertThat(instead("error_403_credits.json", 403).gaps()).isEmpty();
  }

  private static Report instead(String file, int status) {
    return FixtureApi.poll(
        OPENROUTER, Map.of(), FixtureApi.instead("openrouter", "GET /api/v1/keys", file, status));
  }
}
