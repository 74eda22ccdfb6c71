package dev.headroom.chat.discord;

import dev.headroom.message.Message;
import dev.headroom.testing.Overview;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// `/quota` of 20 accounts as the JSON that Discord takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DiscordRenderBenchmark {

  private final Message message = Overview.message();

  @Benchmark
  public byte[] json() {
    try (var rendered = DiscordRenderer.render(message, _ -> Optional.empty())) {
      return MessageEditData.fromCreateData(rendered).toData().toJson();
    }
  }
}
