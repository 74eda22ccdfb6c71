package dev.headroom;

import dev.headroom.cli.LoginResult;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.provider.Grant;
import dev.headroom.provider.Http;
import dev.headroom.provider.LoggingIn;
import dev.headroom.provider.Login;
import dev.headroom.provider.Person;
import dev.headroom.provider.Provider;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.store.JdbiLogins;
import dev.headroom.store.JdbiPollQueue;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes logins with people and keeps them, so that the next poll uses them.
///
/// @param masterKey what they are encrypted with
/// @param http the way out, which needs no login
record LoginDesk(Config config, Optional<Secret> masterKey, Http http, InstantSource clock) {

  LoginResult logIn(Provider provider, AccountSetup setup, Login login, Person person)
      throws InterruptedException {
    if (masterKey.isEmpty()) {
      return new LoginResult.Impossible("a login is kept encrypted; " + Vault.HOW_TO);
    }
    Vault vault;
    try {
      vault = Vault.open(masterKey.get());
    } catch (IllegalArgumentException e) {
      return new LoginResult.Impossible(String.valueOf(e.getMessage()));
    }
    return logIn(vault, provider, setup, login, person);
  }

  /// Nothing is open while the person is in their browser: they may take their time, or leave.
  private LoginResult logIn(
      Vault vault, Provider provider, AccountSetup setup, Login login, Person person)
      throws InterruptedException {
    inStorage(storage -> {});
    var made = new LoggingIn(http, provider, setup.access()).with(person, login);
    inStorage(storage -> keep(storage, vault, setup.account().id(), made.grant()));
    return new LoginResult.Made(made.owner());
  }

  private void keep(Storage storage, Vault vault, String account, Grant grant) {
    storage.know(config, clock);
    new JdbiLogins(storage.database(), vault).store(account, grant);
    new JdbiPollQueue(storage.database()).hasten(account, clock.instant());
  }

  /// Does `work` on the database, which must be there; a Headroom may be running on it.
  private void inStorage(Consumer<Storage> work) {
    try (var closing = new Closing()) {
      var storage = Storage.visit(config, clock, closing);
      if (!storage.database().available()) {
        throw new IllegalStateException(storage.database().health());
      }
      work.accept(storage);
    }
  }
}
