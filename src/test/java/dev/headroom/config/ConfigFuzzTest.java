package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.Loaded.Broken;
import dev.headroom.config.Loaded.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the file holds, reading it ends in a config or in a report.
final class ConfigFuzzTest {

  @Property(tries = 200, seed = "1")
  void anyTextIsAnswered(@ForAll String text) {
    assertAnswered(text);
  }

  @Property(tries = 400, seed = "2")
  void anyTreeOfKnownKeysIsAnswered(@ForAll("trees") String text) {
    assertAnswered(text);
  }

  @Property(tries = 400, seed = "3")
  void anyDamagedSampleIsAnswered(@ForAll("damagedSamples") String text) {
    assertAnswered(text);
  }

  private static void assertAnswered(String text) {
    switch (ConfigFiles.known().parse("headroom.yaml", text)) {
      case Ready(var config) -> assertThat(config.timezone()).isNotNull();
      case Broken(var problems) -> assertThat(problems).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> trees() {
    var words =
        Arbitraries.of(
            "id",
            "provider",
            "openai",
            "accounts",
            "slack",
            "alerts",
            "routes",
            "when",
            "to",
            "budgets",
            "for",
            "limit",
            "5 USD",
            "cron",
            "* * * * *",
            "0 0 31 2 *",
            "every",
            "5m",
            "quiet-hours",
            "from",
            "\"22:00\"",
            "channels",
            "ops",
            "\"slack:C1\"",
            "thresholds",
            "90%",
            "${EMPTY}",
            "${TOKEN}",
            "${",
            "null",
            "~",
            "-1",
            "1e9",
            "true",
            "all",
            "&a",
            "*a",
            "!!set",
            "<<",
            "?",
            "key",
            "base-url",
            "http://[::1]:1",
            "https://x:99999");
    var structure =
        Arbitraries.of(": ", "\n  ", "\n- ", "[", "]", "{", "}", ", ", "\n", "\n    - ");
    return Combinators.combine(words, structure)
        .as((word, mark) -> word + mark)
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> damagedSamples() throws IOException {
    var sample = Files.readString(Path.of("config/headroom.yaml"));
    var cuts = Arbitraries.integers().between(0, sample.length() - 1);
    var insertions = Arbitraries.of(List.of("", "\n", ": ", "[", "}", "\t", "'", "- ", "${", "%"));
    return Combinators.combine(cuts, cuts, insertions)
        .as((from, length, insertion) ->
            sample.substring(0, from)
                + insertion
                + sample.substring(Math.min(sample.length(), from + length % 40)));
  }
}
