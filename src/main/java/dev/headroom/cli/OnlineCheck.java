package dev.headroom.cli;

import dev.headroom.chat.Platform;
import dev.headroom.config.Config;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tries what the config file names: every credential, every chat's token, every channel.
final class OnlineCheck {

  private final Program program;

  OnlineCheck(Program program) {
    this.program = program;
  }

  /// What came of one try.
  ///
  /// @param lines what was read, or what is missing and what to do
  record Finding(String subject, boolean well, List<String> lines) {}

  /// @param errors where progress is shown
  List<Finding> of(Config config, PrintWriter errors) {
    var findings = new ArrayList<>(accounts(config, errors));
    var platforms = program.platforms(config);
    try {
      platforms.forEach(platform -> findings.addAll(platform(platform, config)));
    } finally {
      platforms.forEach(Platform::close);
    }
    return findings;
  }

  private List<Finding> accounts(Config config, PrintWriter errors) {
    try (var trial = program.trial(config);
        var progress = new Progress(errors, program.isWatched(), config.accounts().size())) {
      return new AccountCheck(program.providers()).of(config, trial, progress);
    }
  }

  private static List<Finding> platform(Platform platform, Config config) {
    var prefix = platform.name() + ":";
    var routed = config.alerts().routes().stream().flatMap(route -> route.to().stream());
    var channels =
        Stream.concat(config.channels().values().stream(), routed)
            .filter(channel -> channel.startsWith(prefix))
            .map(channel -> channel.substring(prefix.length()))
            .distinct()
            .toList();
    var problems = platform.inspect(channels);
    if (problems.isEmpty()) {
      var detail = "token and %d channels are good".formatted(channels.size());
      return List.of(new Finding(platform.name(), true, List.of(detail)));
    }
    return problems.stream()
        .map(text -> new Finding(platform.name(), false, List.of(text)))
        .toList();
  }

  /// The findings as people read them.
  static String table(List<Finding> findings) {
    return "\nonline\n" + Columns.of(findings.stream().flatMap(OnlineCheck::rows).toList());
  }

  private static Stream<List<String>> rows(Finding finding) {
    return IntStream.range(0, finding.lines().size())
        .mapToObj(line ->
            List.of(
                line > 0 ? "" : finding.well() ? "ok" : "FAILED",
                line > 0 ? "" : finding.subject(),
                finding.lines().get(line)));
  }
}
