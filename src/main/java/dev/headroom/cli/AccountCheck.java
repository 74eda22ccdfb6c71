package dev.headroom.cli;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Provider;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// Tries the credential of every account, side by side.
final class AccountCheck {

  private final Map<String, Provider> providers;

  AccountCheck(Collection<Provider> providers) {
    this.providers =
        providers.stream()
            .collect(Collectors.toMap(provider -> provider.profile().type(), Function.identity()));
  }

  /// What came of each account, in the order of the config file.
  List<OnlineCheck.Finding> of(Config config, Trial trial, Progress progress) {
    return config.accounts().stream()
        .gather(
            Gatherers.mapConcurrent(
                config.polling().concurrency(),
                setup -> {
                  var finding = of(setup, trial);
                  progress.step();
                  return finding;
                }))
        .toList();
  }

  private OnlineCheck.Finding of(AccountSetup setup, Trial trial) {
    var id = setup.account().id();
    var provider = providers.get(setup.account().provider());
    if (provider == null) {
      throw new IllegalStateException("account " + id + ": its provider was checked before");
    }
    try {
      return of(id, trial.read(setup), provider);
    } catch (ApiException e) {
      var diagnosis = Diagnosis.of(e, provider.profile(), provider.origins(setup.access()));
      return new OnlineCheck.Finding(id, false, lines(diagnosis, "", e.failure().reason()));
    }
  }

  private static OnlineCheck.Finding of(String id, Report report, Provider provider) {
    var lines = new ArrayList<String>();
    var count = report.readings().size();
    lines.add(count + (count == 1 ? " reading" : " readings"));
    for (Gap gap : report.gaps()) {
      var diagnosis = Diagnosis.of(gap.failure(), provider.profile());
      lines.addAll(lines(diagnosis, "no " + gap.part() + ", ", gap.failure().reason()));
    }
    return new OnlineCheck.Finding(id, !report.isPartial(), lines.stream().distinct().toList());
  }

  private static List<String> lines(Diagnosis diagnosis, String what, String reason) {
    var lines = new ArrayList<String>();
    lines.add(what + diagnosis.word() + ": " + reason);
    diagnosis.remedy().ifPresent(remedy -> lines.add("-> " + remedy));
    return lines;
  }
}
