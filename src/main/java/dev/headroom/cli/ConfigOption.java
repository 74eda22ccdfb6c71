package dev.headroom.cli;

import dev.headroom.config.Config;
import dev.headroom.config.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--config FILE`, and what happens when the file has problems.
final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/headroom.yaml",
      description = "The config file; default: ${DEFAULT-VALUE}.")
  private Path file = Path.of("config/headroom.yaml");

  Path file() {
    return file;
  }

  /// The config; empty when the file has problems, which are then all printed.
  Optional<Config> load(Program program, PrintWriter errors) {
    return switch (program.load(file)) {
      case Loaded.Ready(var config) -> Optional.of(config);
      case Loaded.Broken(var problems) -> {
        problems.forEach(errors::println);
        errors.printf(
            "headroom: %d problem%s, nothing was started%n",
            problems.size(), problems.size() == 1 ? "" : "s");
        yield Optional.empty();
      }
    };
  }
}
