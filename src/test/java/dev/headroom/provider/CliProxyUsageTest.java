package dev.headroom.provider;

import static dev.headroom.provider.FakeProxy.breaksOff;
import static dev.headroom.provider.FakeProxy.list;
import static dev.headroom.provider.FakeProxy.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.provider.FakeProxy.Said;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The eras of CLIProxyAPI, each end to end over a port that speaks what that era speaks.
final class CliProxyUsageTest {

  private static final Fixtures FIXTURES = Fixtures.of("cliproxyapi");
  private static final String ROOT = "/v0/management";
  private static final String QUEUE = "GET " + ROOT + "/usage-queue";
  private static final String COUNTERS = "GET " + ROOT + "/usage";
  private static final String[] RECORDS = records();
  private static final Function<List<String>, Said> NO_REDIS =
      command -> breaksOff("HTTP/1.1 400 Bad Request\r\n\r\n");

  @ParameterizedTest
  @ValueSource(strings = {"v6.9.49", "v6.9.0", "5.12.3", ""})
  void readsTheCountersOfTheFirstEra(String version) {
    try (var server = server(version, NO_REDIS, route(COUNTERS, "usage_legacy.json"))) {
      var report = poll(server);

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_START", "gemini-3-pro 2 SINCE_START");
      assertThat(server.commands()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6.10.0", "6.10.7", "v6.10.7-plus", "dev", ""})
  void readsTheRedisQueueOfTheSecond(String version) {
    try (var server = server(version, giving(list(RECORDS)))) {
      var report = poll(server);

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
    try (var server = server(version, NO_REDIS, route(QUEUE, "usage_queue.json"))) {
      var report = poll(server);

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
    try (var server = server(version, giving(list()), routes)) {
      poll(server);

      assertThat(server.requests())
          .filteredOn(request -> request.contains("/usage"))
          .containsExactlyElementsOf(
              path.isEmpty() ? List.of() : List.of("GET " + ROOT + "/" + path));
    }
  }

  @Test
  void triesTheOtherWaysOfARelativeThatCountsItsVersionsOtherwise() {
    try (var server = server("v6.10.1", NO_REDIS, route(QUEUE, "usage_queue.json"))) {
      assertThat(counted(poll(server))).hasSize(2);
    }
    try (var server = server("v7.0.0", giving(list(RECORDS)))) {
      assertThat(counted(poll(server))).hasSize(2);
    }
  }

  @Test
  void takesRecordsFromRedisUntilThereAreNoMore() {
    var full = list(Collections.nCopies(100, RECORDS[0]).toArray(String[]::new));
    try (var server = server("v6.10.3", giving(full, full, list(RECORDS)))) {
      var report = poll(server);

      assertThat(report.gaps()).isEmpty();
      assertThat(counted(report))
          .containsExactly("claude-sonnet-4-6 1 SINCE_LAST_POLL", "gpt-5.4 201 SINCE_LAST_POLL");
      assertThat(server.visits()).as("one for Redis").isEqualTo(server.requests().size() + 1);
    }
  }

  @Test
  void findsNothingInAnEmptyRedis() {
    try (var server = server("v6.10.3", giving(list()))) {
      assertThat(poll(server)).isEqualTo(new Report(Optional.empty(), List.of(), List.of()));
    }
  }

  @Test
  void losesNoRecordThatCameBeforeRedisBroke() {
    var bytes = list(RECORDS).bytes();
    var cut = breaksOff(bytes.substring(0, bytes.length() - 20));
    try (var server = server("v6.10.3", giving(cut))) {
      var report = poll(server);

      assertThat(counted(report)).containsExactly("gpt-5.4 1 SINCE_LAST_POLL");
      assertThat(report.gaps())
          .containsExactly(
              new Gap("usage", Failure.of(Kind.UNREACHABLE, "the connection to 127.0.0.1 broke")));
    }
  }

  @Test
  void losesNoRecordWhenTheKeyIsRefusedLater() {
    var full = list(Collections.nCopies(100, RECORDS[0]).toArray(String[]::new));
    try (var server = server("v6.10.3", giving(full, says("-NOAUTH Log in.\r\n")))) {
      var report = poll(server);

      assertThat(counted(report)).containsExactly("gpt-5.4 100 SINCE_LAST_POLL");
      assertThat(report.gaps()).extracting(gap -> gap.failure().kind()).containsExactly(Kind.AUTH);
    }
  }

  @Test
  void countsTheRestOfRecordsOfWhichSomeAreUnreadable() {
    var odd = list("no JSON", RECORDS[0], "{\"tokens\": {}}", "null");
    try (var server = server("v6.10.3", giving(odd))) {
      var report = poll(server);

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
    try (var server = server("v6.10.3", any -> says("-ERR invalid management key\r\n"))) {
      var thrown = catchThrowableOfType(ApiException.class, () -> poll(server));

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
    try (var server = server("v6.10.3", any -> says("-ERR remote management disabled\r\n"))) {
      assertThat(catchThrowableOfType(ApiException.class, () -> poll(server)))
          .hasMessage(
              "FORBIDDEN: the credential is not allowed to do this: ERR remote management disabled;"
                  + " see remote-management in the proxy's config");
    }
  }

  /// Lets in whoever comes, and gives each of `answers` once.
  private static Function<List<String>, Said> giving(Said... answers) {
    var left = new ArrayDeque<>(Arrays.asList(answers));
    return command -> command.getFirst().equals("AUTH") ? says("+OK\r\n") : left.removeFirst();
  }

  /// A proxy without accounts.
  private static FakeProxy server(
      String version, Function<List<String>, Said> redis, Fixtures.Route... routes) {
    var headers =
        version.isEmpty()
            ? Map.<String, List<String>>of()
            : Map.of("X-CPA-VERSION", List.of(version));
    var files = new Answer(200, headers, "{\"files\": []}");
    var all =
        Stream.concat(
            Stream.of(
                new Fixtures.Route(
                    "GET " + ROOT + "/auth-files", Map.of(), Optional.empty(), files)),
            Stream.of(routes));
    return new FakeProxy(redis, all.toArray(Fixtures.Route[]::new));
  }

  private static Fixtures.Route route(String request, String file) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file));
  }

  private static Report poll(FakeProxy server) {
    var provider = new CliProxyApi();
    var base = server.address("http") + ROOT;
    var access =
        new Access(
            "acme-1",
            provider.profile(),
            Map.of(
                "key", new Access.Value.Hidden(Outside.KEY),
                "base-url", new Access.Value.Text(base)));
    return new Outside(base).poll(provider, access);
  }

  private static List<String> counted(Report report) {
    return report.usages().stream().map(CliProxyUsageTest::counted).toList();
  }

  private static String counted(Usage usage) {
    return usage.model().orElseThrow() + " " + usage.requests().orElseThrow() + " " + usage.tally();
  }

  private static String[] records() {
    try {
      return new ObjectMapper()
          .readTree(FIXTURES.text("usage_queue.json"))
          .valueStream()
          .map(JsonNode::toPrettyString)
          .toArray(String[]::new);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
