package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `headroom run`
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Reads the accounts, answers in the chats, and speaks up, until it is stopped.")
final class RunCommand implements Callable<Integer> {

  private final Program program;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Spec private @Nullable CommandSpec spec;

  RunCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws Exception {
    var loaded = config.load(program, Printers.errors(spec));
    if (loaded.isEmpty()) {
      return ExitCode.USAGE;
    }
    program.run(loaded.get());
    return ExitCode.OK;
  }
}
