package dev.headroom.chat.slack;

import com.google.gson.Gson;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.util.json.GsonFactory;
import dev.headroom.message.Message;
import dev.headroom.testing.Overview;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// `/quota` of 20 accounts as the JSON that Slack takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SlackRenderBenchmark {

  private final Message message = Overview.message();
  private final Gson gson = GsonFactory.createSnakeCase();

  @Benchmark
  public String json() {
    var rendered = SlackRenderer.render(message);
    return gson.toJson(
        ActionResponse.builder()
            .text(rendered.text())
            .blocks(rendered.blocks())
            .responseType("ephemeral")
            .build());
  }
}
