package dev.headroom;

import dev.headroom.cli.Trial;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.provider.Http;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Providers;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.store.JdbiLogins;
import dev.headroom.store.embedded.EmbeddedException;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Reads accounts from their vendors for a check. The database is opened only for an account whose
/// login is kept there, and only a renewed login is written to it.
record VendorTrial(Vendors vendors, Closing closing) implements Trial {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  static VendorTrial open(
      Config config, Providers providers, Optional<Secret> masterKey, InstantSource clock) {
    var closing = AtExit.closing();
    var logins =
        masterKey
            .<Logins>map(key -> new LateLogins(() -> logins(config, key, clock, closing)))
            .orElseGet(() -> refusing(Vault.HOW_TO));
    var http = new Http(Version.ofThis(), clock, logins);
    return new VendorTrial(new Vendors(providers, http, TIMEOUT, clock), closing);
  }

  @Override
  public Report read(AccountSetup account) {
    return vendors.trial(account);
  }

  @Override
  public void close() {
    closing.close();
  }

  private static Logins logins(
      Config config, Secret masterKey, InstantSource clock, Closing closing) {
    try {
      var vault = Vault.open(masterKey);
      return new JdbiLogins(Storage.visit(config, clock, closing).database(), vault);
    } catch (IllegalArgumentException | EmbeddedException e) {
      return refusing(String.valueOf(e.getMessage()));
    }
  }

  private static Logins refusing(String reason) {
    return Logins.refusing("its login is kept in the database, encrypted; " + reason);
  }
}
