package dev.headroom.provider;

import static dev.headroom.provider.CliProxy.COUNTERS;
import static dev.headroom.provider.CliProxy.NO_REDIS;
import static dev.headroom.provider.CliProxy.QUEUE;
import static dev.headroom.provider.CliProxy.counted;
import static dev.headroom.provider.CliProxy.giving;
import static dev.headroom.provider.CliProxy.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A check of CLIProxyAPI leaves its queue to the Headroom that may run beside it.
final class CliProxyTrialTest {

  private static final Fixtures FIXTURES = Fixtures.of("cliproxyapi");

  @Test
  void onlySignsInToRedisForACheck() {
    try (var server = CliProxy.of("v6.10.3", giving())) {
      assertThat(server.trial()).isEqualTo(Report.of(List.of()));
      assertThat(server.commands()).containsExactly(List.of("AUTH", Outside.KEY.value()));
    }
  }

  @Test
  void readsTheCountersForACheck() {
    try (var server = CliProxy.of("v6.9.49", NO_REDIS, route(COUNTERS, "usage_legacy.json"))) {
      assertThat(counted(server.trial())).hasSize(2);
    }
  }

  @Test
  void asksAQueueForNoneForACheck() {
    var provider = new CliProxyApi();
    var access = FIXTURES.access(provider.profile(), Map.of());
    var refusal = FIXTURES.answer("error_400_count.json", 400);
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(new Fixtures.Route(QUEUE, Map.of("count", "0"), Optional.empty(), refusal));
    routes.addAll(FIXTURES.routes());
    var api = new FixtureApi(provider, access, Fixtures.NOW, routes);

    var report = provider.trial(access, api, Fixtures.NOW);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.usages()).isEmpty();
    assertThat(report.quotas()).isEqualTo(FixtureApi.poll(provider).quotas());
    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().contains("/usage"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.query()).containsExactly(new Request.Field("count", "0")));
  }

  @Test
  void saysInACheckThatThereIsNoUsage() {
    try (var server = CliProxy.of("v7.0.0", NO_REDIS)) {
      assertThat(catchThrowableOfType(ApiException.class, () -> server.trial()).failure())
          .isEqualTo(
              Failure.of(
                  Kind.NOT_AVAILABLE,
                  "this server tells its usage neither over HTTP nor over Redis; update the"
                      + " proxy"));
    }
  }
}
