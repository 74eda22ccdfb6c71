package dev.headroom.poll;

import dev.headroom.provider.ApiException;
import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.Views.Unavailable;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One poll: asks the provider, then has it written. When our own database is away, what was read
/// waits in memory until it is back.
public final class Poller {

  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  private final Roster roster;
  private final Function<Account, Report> ask;
  private final Bookkeeper bookkeeper;
  private final Unwritten unwritten;
  private final InstantSource clock;

  /// A poller.
  ///
  /// @param ask reads one account from its provider; throws [ApiException] when it can't, within a
  ///   time that is shorter than a lease
  public Poller(
      Roster roster,
      Function<Account, Report> ask,
      Bookkeeper bookkeeper,
      Unwritten unwritten,
      InstantSource clock) {
    this.roster = roster;
    this.ask = ask;
    this.bookkeeper = bookkeeper;
    this.unwritten = unwritten;
    this.clock = clock;
  }

  /// Polls the account of a lease. An account that the config file does not name is let go.
  public void poll(Lease lease) {
    roster.find(lease.account()).ifPresent(watched -> write(ask(lease, watched.account())));
  }

  /// Writes what waits, oldest first, until the database goes away again.
  public void writeWaiting() {
    var isAvailable = true;
    while (isAvailable) {
      isAvailable = unwritten.next().map(this::write).orElse(false);
    }
  }

  private boolean write(Polled polled) {
    var watched = roster.find(polled.lease().account()).orElseThrow();
    try {
      bookkeeper.write(polled, watched, clock.instant());
      return true;
    } catch (Unavailable e) {
      unwritten.keep(polled);
      log.warn(
          "poll account={} outcome=unwritten reason=\"{}\"",
          polled.lease().account(),
          e.getMessage());
      return false;
    }
  }

  private Polled ask(Lease lease, Account account) {
    try {
      var report = ask.apply(account);
      return new Polled.Read(lease, new Snapshot(account.id(), clock.instant(), report));
    } catch (ApiException e) {
      return new Polled.Failed(lease, e.failure(), clock.instant());
    } catch (RuntimeException e) {
      log.error("poll account={} outcome=bug", account.id(), e);
      var failure = Failure.of(Failure.Kind.UNREADABLE, "its answer could not be understood");
      return new Polled.Failed(lease, failure, clock.instant());
    }
  }
}
