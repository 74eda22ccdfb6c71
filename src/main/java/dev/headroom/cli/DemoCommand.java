package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `headroom demo`
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Shows it all in this terminal: simulated vendors with thirty days of history, an embedded"
            + " PostgreSQL, the chat. Needs no credential.")
final class DemoCommand implements Callable<Integer> {

  private final Program program;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "target/demo",
      description = "Where the embedded PostgreSQL keeps its files; default: ${DEFAULT-VALUE}.")
  private Path dataDir = Path.of("target", "demo");

  DemoCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws Exception {
    QuietLog.warningsOnly();
    program.demo(dataDir);
    return ExitCode.OK;
  }
}
