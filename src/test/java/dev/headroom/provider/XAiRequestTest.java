package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What xAI is asked, for which team, and how often.
final class XAiRequestTest {

  private static final XAi XAI = new XAi();
  private static final Fixtures FIXTURES = Fixtures.of("xai");
  private static final String TEAM = "/v1/billing/teams/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/";
  private static final String VALIDATION = "GET /auth/management-keys/validation";

  /// As the vendor documents it, only from 31 days ago.
  @Test
  void asksForDollarsADayByDescription() {
    var expected =
        FIXTURES.text("usage_request.json").replace("2026-11-01 00:00:00", "2026-10-21 00:00:00");

    var body = usage(Instant.parse("2026-11-21T09:44:59Z")).body().orElseThrow().text();

    assertThat(equalToJson(expected).match(body).isExactMatch()).as(body).isTrue();
  }

  @Test
  void asksTheSameForAQuarterOfAnHour() {
    var first = usage(Instant.parse("2026-11-21T09:30:00Z"));

    assertThat(first.keptFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(usage(Instant.parse("2026-11-21T09:44:59Z"))).isEqualTo(first);
    assertThat(usage(Instant.parse("2026-11-21T09:45:00Z"))).isNotEqualTo(first);
  }

  @Test
  void findsTheTeamInTheScopeOfTheKey() {
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.add(route(VALIDATION, "management_key_validation_scope.json", 200));

    assertThat(FixtureApi.poll(XAI, team(""), routes)).isEqualTo(FixtureApi.poll(XAI));
  }

  @Test
  void takesNoOtherScopeForATeam() {
    var routes = List.of(route(VALIDATION, "management_key_validation_organization.json", 200));

    assertThatThrownBy(() -> FixtureApi.poll(XAI, team(""), routes))
        .hasMessage("NOT_AVAILABLE: the key is not of one team; configure team");
  }

  @Test
  void takesTheHardLimitWhereThereIsNoOther() {
    var limits = "GET " + TEAM + "postpaid/spending-limits";
    var routes = FixtureApi.instead("xai", limits, "spending_limits_hard.json", 200);

    assertThat(FixtureApi.poll(XAI, Map.of(), routes).quotas())
        .extracting(Quota::limit)
        .containsExactly(Optional.of(new BigDecimal("300.00")));
  }

  /// That there are headers is documented nowhere; the key has been read all the same.
  @Test
  void marksTheLimitsThatACallDoesNotTell() {
    var chat = "POST /v1/chat/completions";
    var options =
        Map.<String, Access.Value>of(
            "key-kind", new Access.Value.Text("inference"),
            "probe-models", new Access.Value.Texts(List.of("grok-4.6")));

    var report =
        FixtureApi.poll(
            XAI,
            options,
            List.of(
                route("GET /v1/api-key", "api_key.json", 200),
                route(chat, "chat_completion.json", 200)));

    assertThat(report.readings()).isEmpty();
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("rate limits of grok-4.6");
  }

  private static Request usage(Instant now) {
    var access = FIXTURES.access(XAI.profile(), Map.of());
    var api = new FixtureApi(XAI, access, now, FIXTURES.routes());
    XAI.poll(access, api, now);
    return api.sent().stream()
        .filter(request -> request.url().getPath().equals(TEAM + "usage"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Access.Value> team(String id) {
    return Map.of("team", new Access.Value.Text(id));
  }

  private static Fixtures.Route route(String request, String file, int status) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file, status));
  }
}
