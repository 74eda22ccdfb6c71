package dev.headroom.cli;

import java.io.BufferedReader;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command line as a whole.
public final class CommandLines {

  private CommandLines() {}

  /// Made of the commands, each doing its work with `program`.
  ///
  /// @param input what people type
  public static CommandLine of(Program program, BufferedReader input) {
    var line =
        new CommandLine(new Top())
            .addSubcommand(new RunCommand(program))
            .addSubcommand(new DemoCommand(program))
            .addSubcommand(new CheckCommand(program))
            .addSubcommand(new LoginCommand(program, input))
            .addSubcommand(new QuotaCommand(program))
            .addSubcommand(new HealthCommand())
            .setExecutionExceptionHandler(CommandLines::failed);
    line.getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().versionProvider(new Version()));
    return line;
  }

  /// A failure ends in one sentence; its stack is in the log at level debug.
  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    LoggerFactory.getLogger(CommandLines.class).debug("event=failed", failure);
    var reason =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    line.getErr().println("headroom: " + reason);
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Command(
      name = "headroom",
      description = "Tells a team, in its chat, how much AI quota and money is left.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      usageHelpWidth = 100,
      synopsisSubcommandLabel = "COMMAND",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:all is well",
        "1:something failed, and the message says what",
        "2:the arguments or the config file have problems; nothing was started"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  headroom demo                            try it: no credential, no chat, no database",
        "  headroom check --config headroom.yaml    tell every mistake in the config file",
        "  headroom check --online                  also try every credential, token and channel",
        "  headroom login claude-max                log an account in with your browser",
        "  headroom run --config headroom.yaml      start",
        "  headroom quota                           what is left, as last read; --fresh reads it now",
        "  headroom quota openai-prod --json        one account as JSON",
        "",
        "HEADROOM_LOG sets the log level: ERROR, WARN, INFO (default), DEBUG."
      })
  private static final class Top {}

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "headroom "
            + Optional.ofNullable(CommandLines.class.getPackage().getImplementationVersion())
                .orElse("development")
      };
    }
  }
}
