package dev.headroom.cli;

import dev.headroom.chat.Platform;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Login;
import dev.headroom.provider.Person;
import dev.headroom.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What the commands do their work with.
public interface Program {

  /// Every vendor that can be read.
  Collection<Provider> providers();

  /// Reads and checks a config file.
  Loaded load(Path file);

  /// What reads the config's accounts for a check. The caller closes it.
  Trial trial(Config config);

  /// Logs an account in with a person, and keeps the login.
  ///
  /// @throws dev.headroom.provider.ApiException when the login came to nothing
  LoginResult login(Config config, AccountSetup account, Login login, Person person)
      throws InterruptedException;

  /// The chat platforms that are configured, not started. The caller closes them.
  List<Platform> platforms(Config config);

  /// What is stored of the config's accounts, whether a Headroom runs on it or not. The caller
  /// closes it.
  Readings readings(Config config);

  Instant now();

  /// Whether a person watches standard error, so that progress is worth showing.
  boolean isWatched();

  /// Does what Headroom is for, until the process is asked to stop.
  void run(Config config) throws IOException, InterruptedException;

  /// The same on simulated vendors, with history, in the terminal.
  void demo(Path dataDir) throws IOException, InterruptedException;
}
