package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Login;
import dev.headroom.provider.OAuth;
import dev.headroom.provider.Provider;
import java.io.BufferedReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headroom login`
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = "Logs an account in with your browser, and keeps the login encrypted.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:logged in",
      "1:the login came to nothing",
      "2:this account can't be logged in as things are; nobody was asked anything"
    })
final class LoginCommand implements Callable<Integer> {

  private final Program program;
  private final BufferedReader input;

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id in the config file.")
  private String account = "";

  @Mixin private final ConfigOption config = new ConfigOption();

  @Spec private @Nullable CommandSpec spec;

  LoginCommand(Program program, BufferedReader input) {
    this.program = program;
    this.input = input;
  }

  @Override
  public Integer call() throws InterruptedException {
    QuietLog.errorsOnly();
    var loaded = config.load(program, Printers.errors(spec));
    if (loaded.isEmpty()) {
      return ExitCode.USAGE;
    }
    var setups = config.find(List.of(account), loaded.get(), Printers.errors(spec));
    return setups.isEmpty() ? ExitCode.USAGE : logIn(loaded.get(), setups.get().getFirst());
  }

  private int logIn(Config loaded, AccountSetup setup) throws InterruptedException {
    var provider = provider(setup);
    var login = provider.login(setup.access());
    if (login.isEmpty()) {
      return refuse(
          "%s takes no login but a credential in the config file. %s"
              .formatted(account, provider.profile().credential()));
    }
    var shadow = shadow(setup);
    return shadow.isEmpty()
        ? logIn(loaded, setup, login.get())
        : refuse(
            "the config gives %s a %s, which goes before a login; remove that key first"
                .formatted(account, shadow.get()));
  }

  private Provider provider(AccountSetup setup) {
    var type = setup.account().provider();
    return program.providers().stream()
        .filter(provider -> provider.profile().type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("provider " + type + " was checked before"));
  }

  /// The key of the config that would be used instead of a login.
  private static Optional<String> shadow(AccountSetup setup) {
    var access = setup.access();
    return Stream.of("key", OAuth.REFRESH_TOKEN, OAuth.CREDENTIALS_FILE)
        .filter(key -> access.findSecret(key).isPresent() || access.findText(key).isPresent())
        .findFirst();
  }

  private int logIn(Config loaded, AccountSetup setup, Login login) throws InterruptedException {
    var answers = Printers.answers(spec);
    var errors = Printers.errors(spec);
    try {
      return switch (program.login(loaded, setup, login, new Terminal(input, answers, errors))) {
        case LoginResult.Made(var owner) -> {
          answers.println(
              "Logged %s in%s. The next poll uses it."
                  .formatted(account, owner.map(who -> " as " + who).orElse("")));
          yield ExitCode.OK;
        }
        case LoginResult.Impossible(var reason) -> refuse(reason);
      };
    } catch (ApiException e) {
      errors.println("headroom: " + account + " is not logged in: " + e.failure().reason());
      return ExitCode.SOFTWARE;
    }
  }

  private int refuse(String reason) {
    Printers.errors(spec).println("headroom: " + reason);
    return ExitCode.USAGE;
  }
}
