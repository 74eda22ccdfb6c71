package dev.headroom.provider;

import static dev.headroom.provider.FakeProxy.breaksOff;
import static dev.headroom.provider.FakeProxy.says;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.provider.FakeProxy.Said;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A CLIProxyAPI of some version, without accounts, that Headroom reads.
record CliProxy(FakeProxy server) implements AutoCloseable {

  static final String ROOT = "/v0/management";
  static final String QUEUE = "GET " + ROOT + "/usage-queue";
  static final String COUNTERS = "GET " + ROOT + "/usage";
  static final Function<List<String>, Said> NO_REDIS =
      command -> breaksOff("HTTP/1.1 400 Bad Request\r\n\r\n");

  private static final Fixtures FIXTURES = Fixtures.of("cliproxyapi");

  /// A server.
  ///
  /// @param version what its answers say of it; empty, when they say nothing
  static CliProxy of(String version, Function<List<String>, Said> redis, Fixtures.Route... routes) {
    var headers =
        version.isEmpty()
            ? Map.<String, List<String>>of()
            : Map.of("X-CPA-VERSION", List.of(version));
    var files = new Answer(200, headers, "{\"files\": []}");
    var first =
        new Fixtures.Route("GET " + ROOT + "/auth-files", Map.of(), Optional.empty(), files);
    var all = Stream.concat(Stream.of(first), Stream.of(routes));
    return new CliProxy(new FakeProxy(redis, all.toArray(Fixtures.Route[]::new)));
  }

  static Fixtures.Route route(String request, String file) {
    return new Fixtures.Route(request, Map.of(), Optional.empty(), FIXTURES.answer(file));
  }

  /// Lets in whoever comes, and gives each of `answers` once.
  static Function<List<String>, Said> giving(Said... answers) {
    var left = new ArrayDeque<>(Arrays.asList(answers));
    return command -> command.getFirst().equals("AUTH") ? says("+OK\r\n") : left.removeFirst();
  }

  /// The records of the queue's fixture, one by one.
  static String[] records() {
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

  /// The requests of each model: `gpt-5.4 2 SINCE_START`.
  static List<String> counted(Report report) {
    return report.usages().stream().map(CliProxy::counted).toList();
  }

  private static String counted(Usage usage) {
    return usage.model().orElseThrow() + " " + usage.requests().orElseThrow() + " " + usage.tally();
  }

  Report poll() {
    return new Outside(base()).poll(new CliProxyApi(), access());
  }

  Report trial() {
    return new Outside(base()).trial(new CliProxyApi(), access());
  }

  private Access access() {
    var values =
        Map.<String, Access.Value>of(
            "key", new Access.Value.Hidden(Outside.KEY),
            "base-url", new Access.Value.Text(base()));
    return new Access("acme-1", new CliProxyApi().profile(), values);
  }

  private String base() {
    return server.address("http") + ROOT;
  }

  /// Every command of Redis so far.
  List<List<String>> commands() {
    return server.commands();
  }

  /// Every request of HTTP so far.
  List<String> requests() {
    return server.requests();
  }

  @Override
  public void close() {
    server.close();
  }
}
