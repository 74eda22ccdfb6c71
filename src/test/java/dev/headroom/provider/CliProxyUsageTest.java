package dev.headroom.provider;

import static dev.headroom.provider.CliProxy.COUNTERS;
import static dev.headroom.provider.CliProxy.NO_REDIS;
import static dev.headroom.provider.CliProxy.QUEUE;
import static dev.headroom.provider.CliProxy.counted;
import static dev.headroom.provider.CliProxy.giving;
import static dev.headroom.provider.CliProxy.route;
import static dev.headroom.provider.FakeProxy.breaksOff;
import static dev.headroom.provider.FakeProxy.list;
import static dev.headroom.provider.FakeProxy.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The eras of CLIProxyAPI, each end to end over a port that speaks what that era speaks.
final class CliProxyUsageTest {

  private static final String[] RECORDS = CliProxy.records();

  @ParameterizedTest
  @ValueSource(strings = {"v6.9.49", "v6.9.0", "5.12.3", ""})
  void readsTheCountersOfTheFirstEra(String version) {
    try (var server = CliProxy.of(version, NO_REDIS, route(COUNTERS, "usage_legacy.json"))) {
      var report = server.poll();

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_START", "gemini-3-pro 2 SINCE_START");
      assertThat(server.commands()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6.10.0", "6.10.7", "v6.10.7-plus", "dev", ""})
  void readsTheRedisQueueOfTheSecond(String version) {
    try (var server = CliProxy.of(version, giving(list(RECORDS)))) {
      var report = server.poll();

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_LAST_POLL", "gpt-5.4 1 SINCE_LAST_POLL");
      assertThat(report.toString()).doesNotContain("sk-local");
      assertThat(server.commands())
          .containsExactly(List.of("AUTH", Outside.KEY.value()), List.of("LPOP", "usage", "100"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6.10.8", "v6.11.0", "v7.2.140", "dev", ""})
  void readsTheQueueOverHttpOfTheThird(String version) {
    try (var server = CliProxy.of(version, NO_REDIS, route(QUEUE, "usage_queue.json"))) {
      var report = server.poll();

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_LAST_POLL", "gpt-5.4 1 SINCE_LAST_POLL");
      assertThat(server.commands()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"v6.9.49, usage", "v6.10.3, ''", "v7.2.140, usage-queue"})
  void asksFirstInTheWayOfTheVersion(String version, String path) {
    var routes =
        new Fixtures.Route[] {
          route(COUNTERS, "usage_legacy.json"), route(QUEUE, "usage_queue.json")
        };
    try (var server = CliProxy.of(version, giving(list()), routes)) {
      server.poll();

      assertThat(server.requests())
          .filteredOn(request -> request.contains("/usage"))
          .containsExactlyElementsOf(
              path.isEmpty() ? List.of() : List.of("GET " + CliProxy.ROOT + "/" + path));
    }
  }

  @Test
  void triesTheOtherWaysOfARelativeThatCountsItsVersionsOtherwise() {
    try (var server = CliProxy.of("v6.10.1", NO_REDIS, route(QUEUE, "usage_queue.json"))) {
      assertThat(counted(server.poll())).hasSize(2);
    }
    try (var server = CliProxy.of("v7.0.0", giving(list(RECORDS)))) {
      assertThat(counted(server.poll())).hasSize(2);
    }
  }

  @Test
  void takesRecordsFromRedisUntilThereAreNoMore() {
    var full = list(Collections.nCopies(100, RECORDS[0]).toArray(String[]::new));
    try (var server = CliProxy.of("v6.10.3", giving(full, full, list(RECORDS)))) {
      var report = server.poll();

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_LAST_POLL", "gpt-5.4 201 SINCE_LAST_POLL");
      assertThat(server.server().visits())
          .as("one for Redis")
          .isEqualTo(server.requests().size() + 1);
    }
  }

  @Test
  void findsNothingInAnEmptyRedis() {
    try (var server = CliProxy.of("v6.10.3", giving(list()))) {
      assertThat(server.poll()).isEqualTo(Report.of(List.of()));
    }
  }

  @Test
  void losesNoRecordThatCameBeforeRedisBroke() {
    var bytes = list(RECORDS).bytes();
    var cut = breaksOff(bytes.substring(0, bytes.length() - 20));
    try (var server = CliProxy.of("v6.10.3", giving(cut))) {
      var report = server.poll();

      assertThat(counted(report)).containsExactly("gpt-5.4 1 SINCE_LAST_POLL");
      assertThat(report.gaps())
          .containsExactly(
              new Gap("usage", Failure.of(Kind.UNREACHABLE, "the connection to 127.0.0.1 broke")));
    }
  }

  @Test
  void losesNoRecordWhenTheKeyIsRefusedLater() {
    var full = list(Collections.nCopies(100, RECORDS[0]).toArray(String[]::new));
    try (var server = CliProxy.of("v6.10.3", giving(full, says("-NOAUTH Log in.\r\n")))) {
      var report = server.poll();

      assertThat(counted(report)).containsExactly("gpt-5.4 100 SINCE_LAST_POLL");
      assertThat(report.gaps()).extracting(gap -> gap.failure().kind()).containsExactly(Kind.AUTH);
    }
  }

  @Test
  void countsTheRestOfRecordsOfWhichSomeAreUnreadable() {
    var odd = list("no JSON", RECORDS[0], "{\"tokens\": {}}", "null");
    try (var server = CliProxy.of("v6.10.3", giving(odd))) {
      var report = server.poll();

      assertThat(counted(report)).containsExactly("gpt-5.4 1 SINCE_LAST_POLL");
      assertThat(report.gaps())
          .containsExactly(
              new Gap(
                  "usage of 3 requests",
                  Failure.of(Kind.UNREADABLE, "$[0]: expected an object, found text")));
    }
  }

  @Test
  void stopsAtTheFirstRefusalOfItsKeyOverRedis() {
    try (var server = CliProxy.of("v6.10.3", any -> says("-ERR invalid management key\r\n"))) {
      var thrown = catchThrowableOfType(ApiException.class, () -> server.poll());

      assertThat(thrown.failure())
          .isEqualTo(
              new Failure(
                  Kind.AUTH,
                  "the credential was refused: ERR invalid management key; five wrong keys bar this"
                      + " address for half an hour",
                  Optional.of(Instant.parse("2026-11-22T12:00:00Z"))));
      assertThat(server.commands()).hasSize(1);
    }
  }

  @Test
  void saysWhenItIsShutOutOfRedis() {
    try (var server = CliProxy.of("v6.10.3", any -> says("-ERR remote management disabled\r\n"))) {
      assertThat(catchThrowableOfType(ApiException.class, () -> server.poll()))
          .hasMessage(
              "FORBIDDEN: the credential is not allowed to do this: ERR remote management disabled;"
                  + " see remote-management in the proxy's config");
    }
  }
}
