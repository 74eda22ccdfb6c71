package dev.headroom;

import dev.headroom.config.AccountSetup;
import dev.headroom.provider.Http;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.InstantSource;

/// Reads accounts from their providers, now.
///
/// @param timeout how long reading one account may take
record Vendors(Providers providers, Http http, Duration timeout, InstantSource clock) {

  Report read(AccountSetup setup) {
    var provider = provider(setup);
    var api = http.open(provider, setup.access(), timeout);
    return provider.poll(setup.access(), api, clock.instant());
  }

  /// As [#read], for a report that nobody keeps.
  Report trial(AccountSetup setup) {
    var provider = provider(setup);
    var api = http.open(provider, setup.access(), timeout);
    return provider.trial(setup.access(), api, clock.instant());
  }

  private Provider provider(AccountSetup setup) {
    var type = setup.account().provider();
    return providers
        .find(type)
        .orElseThrow(() -> new IllegalStateException("provider " + type + " was checked before"));
  }
}
