package dev.headroom.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading the largest answers that vendors give, by the adapter itself: 31 days of 40 models in
/// costs and in usage, the other answers as recorded. What the network takes is not counted.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {

  private static final int DAYS = 31;
  private static final int MODELS = 40;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Param({"openai", "anthropic"})
  private String type = "openai";

  private Provider provider = new OpenAi();
  private Fixtures fixtures = Fixtures.of(type);
  private List<Fixtures.Route> routes = List.of();

  @Setup
  public void enlarge() {
    provider = Providers.onClassPath().find(type).orElseThrow();
    fixtures = Fixtures.of(type);
    routes = fixtures.routes().stream().map(ParseBenchmark::enlarged).toList();
    System.out.printf(
        "%s: %d kB in all, %d readings%n",
        type,
        routes.stream().mapToInt(route -> route.answer().text().length()).sum() / 1000,
        poll().readings().size());
  }

  @Benchmark
  public Report poll() {
    var access = fixtures.access(provider.profile(), Map.of());
    return provider.poll(
        access, new FixtureApi(provider, access, fixtures.now(), routes), fixtures.now());
  }

  private static Fixtures.Route enlarged(Fixtures.Route route) {
    var isLarge =
        route.request().matches(".*/(costs|usage/completions|cost_report|usage_report/messages)");
    return isLarge ? FixtureApi.answering(route, enlarged(route.answer())) : route;
  }

  /// The answer's first bucket that says anything, for each day, its first row for each model.
  private static Answer enlarged(Answer answer) {
    try {
      var page = (ObjectNode) MAPPER.readTree(answer.text());
      var bucket = (ObjectNode) page.get("data").get(0);
      var row = (ObjectNode) bucket.get("results").get(0);
      var rows = bucket.putArray("results");
      for (int model = 0; model < MODELS; model++) {
        rows.add(row.deepCopy().put("model", "model-number-%d-2026-08-11".formatted(model)));
      }
      var buckets = page.putArray("data");
      for (int day = 0; day < DAYS; day++) {
        buckets.add(moved(bucket.deepCopy(), Fixtures.NOW.minus(Duration.ofDays(day))));
      }
      page.put("has_more", false).putNull("next_page");
      return new Answer(answer.status(), answer.headers(), MAPPER.writeValueAsString(page));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode moved(ObjectNode bucket, Instant at) {
    var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return bucket.has("start_time")
        ? bucket.put("start_time", day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
        : bucket.put("starting_at", day + "T00:00:00Z");
  }
}
