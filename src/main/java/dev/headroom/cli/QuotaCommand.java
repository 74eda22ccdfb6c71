package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.view.AccountJson;
import dev.headroom.view.AccountView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headroom quota`
@Command(
    name = "quota",
    mixinStandardHelpOptions = true,
    description =
        "Shows what is left of every account, as it was last read or as it is now, without any"
            + " chat. It starts no polling and may run beside a running Headroom.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every account could be read",
      "1:at least one could not: its polls fail, its reading is stale, or it was never read",
      "2:an account is unknown, or the config file has problems"
    })
final class QuotaCommand implements Callable<Integer> {

  private final Program program;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Parameters(
      paramLabel = "ACCOUNT",
      arity = "0..*",
      description = "Only these accounts, by their ids in the config file; default: all.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = "--fresh",
      description = "Read every account now, and store it as a poll does; without it, as stored.")
  private boolean fresh;

  @Option(
      names = "--json",
      description =
          "As JSON: money as decimal strings, instants in UTC, null where nobody tells. Without it,"
              + " as a table.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  QuotaCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    var loaded = config.load(program, Printers.errors(spec));
    if (loaded.isEmpty()) {
      return ExitCode.USAGE;
    }
    var setups = setups(loaded.get());
    if (setups.isEmpty()) {
      return ExitCode.USAGE;
    }
    QuietLog.errorsOnly();
    var wanted = setups.get().stream().map(setup -> setup.account().id()).toList();
    var views = read(loaded.get(), wanted);
    var table = new QuotaTable(program.now(), loaded.get().timezone());
    Printers.answers(spec).print(json ? AccountJson.write(views) + "\n" : table.of(views));
    Printers.answers(spec).flush();
    return views.stream().anyMatch(AccountView::isHidden) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private Optional<List<AccountSetup>> setups(Config loaded) {
    return accounts.isEmpty()
        ? Optional.of(loaded.accounts())
        : config.find(accounts, loaded, Printers.errors(spec));
  }

  private List<AccountView> read(Config loaded, List<String> wanted) {
    try (var readings = program.readings(loaded)) {
      if (fresh) {
        var leftAlone = new LeftAlone(loaded.timezone());
        refresh(readings, wanted, loaded.polling().concurrency(), leftAlone)
            .forEach(line -> Printers.errors(spec).println("headroom: " + line));
      }
      var current =
          readings.last().stream().filter(it -> wanted.contains(it.account().id())).toList();
      return AccountView.all(current, program.now());
    }
  }

  /// @return why some were left alone, in the order of `wanted`
  private List<String> refresh(
      Readings readings, List<String> wanted, int atOnce, LeftAlone leftAlone) {
    try (var progress = new Progress(Printers.errors(spec), program.isWatched(), wanted.size())) {
      return wanted.stream()
          .gather(Gatherers.mapConcurrent(atOnce, id -> leftAlone.lines(id, readings.refresh(id))))
          .peek(lines -> progress.step())
          .flatMap(List::stream)
          .toList();
    }
  }
}
