package dev.headroom.cli;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.Loaded;
import dev.headroom.usage.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// `--config FILE`, and what happens when the file has problems or lacks an account.
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

  /// The accounts with these ids, each once; empty when one is not in the file, and then every one
  /// that is not is named with its neighbor.
  Optional<List<AccountSetup>> find(Collection<String> ids, Config config, PrintWriter errors) {
    var known =
        config.accounts().stream()
            .collect(
                Collectors.toMap(
                    setup -> setup.account().id(),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    var unknown = ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
    unknown.forEach(id -> errors.println("headroom: " + unknown(id, known.keySet())));
    return unknown.isEmpty()
        ? Optional.of(ids.stream().distinct().map(known::get).toList())
        : Optional.empty();
  }

  private String unknown(String id, Collection<String> known) {
    var hint =
        Suggestion.closest(id, known)
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElseGet(() -> known.isEmpty() ? "" : "; there are " + String.join(", ", known));
    return "there is no account \"%s\" in %s%s".formatted(id, file, hint);
  }
}
