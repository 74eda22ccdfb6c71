package dev.headroom.cli;

import dev.headroom.chat.Platform;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.provider.ApiException;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tries what the config file names: every credential, every chat's token, every channel.
final class OnlineCheck {

  private final Program program;

  OnlineCheck(Program program) {
    this.program = program;
  }

  /// What came of one try.
  ///
  /// @param detail what was read, or what is missing and what to do
  record Finding(String subject, boolean well, String detail) {}

  List<Finding> of(Config config) {
    var findings = new ArrayList<Finding>();
    config.accounts().forEach(account -> findings.add(account(account)));
    var platforms = program.platforms(config);
    try {
      platforms.forEach(platform -> findings.addAll(platform(platform, config)));
    } finally {
      platforms.forEach(Platform::close);
    }
    return findings;
  }

  private Finding account(AccountSetup setup) {
    var id = setup.account().id();
    try {
      var report = program.read(setup);
      return new Finding(id, !report.isPartial(), words(report));
    } catch (ApiException e) {
      return new Finding(id, false, e.failure().reason());
    }
  }

  private static String words(Report report) {
    var read = report.readings().size() + " readings";
    return report.gaps().stream()
        .map(OnlineCheck::words)
        .reduce(read, (all, gap) -> all + "; " + gap);
  }

  private static String words(Gap gap) {
    return "no " + gap.part() + ": " + gap.failure().reason();
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
      return List.of(new Finding(platform.name(), true, detail));
    }
    return problems.stream().map(text -> new Finding(platform.name(), false, text)).toList();
  }

  /// The findings as people read them.
  static String table(List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            List.of(finding.well() ? "ok" : "FAILED", finding.subject(), finding.detail()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(), rows -> "\nonline\n" + Columns.of(rows)));
  }
}
