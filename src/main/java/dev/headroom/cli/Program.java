package dev.headroom.cli;

import dev.headroom.chat.Platform;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Login;
import dev.headroom.provider.Person;
import dev.headroom.provider.Provider;
import dev.headroom.usage.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// What the commands do their work with.
public interface Program {

  /// Every vendor that can be read.
  Collection<Provider> providers();

  /// Reads and checks a config file.
  Loaded load(Path file);

  /// Reads one account now, as a poll would, and stores nothing.
  ///
  /// @throws dev.headroom.provider.ApiException when nothing could be read
  Report read(AccountSetup account);

  /// Logs an account in with a person, and keeps the login.
  ///
  /// @throws dev.headroom.provider.ApiException when the login came to nothing
  LoginResult login(Config config, AccountSetup account, Login login, Person person)
      throws InterruptedException;

  /// The chat platforms that are configured, not started. The caller closes them.
  List<Platform> platforms(Config config);

  /// Does what Headroom is for, until the process is asked to stop.
  void run(Config config) throws IOException, InterruptedException;

  /// The same on simulated vendors, with history, in the terminal.
  void demo(Path dataDir) throws IOException, InterruptedException;
}
