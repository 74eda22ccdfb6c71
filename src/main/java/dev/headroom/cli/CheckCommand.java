package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headroom check`
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks the config file and tells what it means, without starting anything.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:--online found a failure",
      "2:the config file has problems"
    })
final class CheckCommand implements Callable<Integer> {

  private final Program program;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--online",
      description =
          "Also read every account once, and ask the chats about the tokens and channels.")
  private boolean online;

  @Spec private @Nullable CommandSpec spec;

  CheckCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    var loaded = config.load(program, Printers.errors(spec));
    if (loaded.isEmpty()) {
      return ExitCode.USAGE;
    }
    var answers = Printers.answers(spec);
    answers.print(new Summary(program.providers()).of(config.file(), loaded.get()));
    answers.flush();
    if (!online) {
      return ExitCode.OK;
    }
    QuietLog.errorsOnly();
    var findings = new OnlineCheck(program).of(loaded.get(), Printers.errors(spec));
    answers.print(OnlineCheck.table(findings));
    answers.flush();
    return findings.stream().allMatch(OnlineCheck.Finding::well) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
