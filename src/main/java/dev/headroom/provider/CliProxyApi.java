package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// CLIProxyAPI. Tells what went through it, and what the vendors tell of the accounts behind it.
///
/// Usage comes from a queue that reading empties, so it is read last; servers before v6.10 have
/// counters instead. Those of v6.10.0 to v6.10.7, three days of May 2026, tell it over Redis alone,
/// which Headroom doesn't speak: they are asked to be updated. Five wrong keys bar the reader's
/// address: after the first refusal nothing more is asked.
///
/// Wire format: https://help.router-for.me/management/api
@AutoService(Provider.class)
public final class CliProxyApi implements Provider {

  private static final int MOST = 500;
  private static final int ROUNDS = 20;

  private static final Profile PROFILE =
      new Profile(
          "cliproxyapi",
          "CLIProxyAPI",
          "The management key of the proxy, remote-management.secret-key in its config; let it keep"
              + " usage for longer than two polls, with redis-usage-queue-retention-seconds.",
          List.of(
              Option.secret("key", "the management key"),
              Option.url(
                  "base-url",
                  "http://localhost:8317/v0/management",
                  "where the management API is")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.REQUESTS,
              Profile.Told.WINDOWS,
              Profile.Told.BALANCE,
              Profile.Told.STATUS),
          Duration.ofSeconds(30),
          "free; no other reader of the usage queue may run beside",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return new Models.OfLogins();
  }

  @Override
  public Optional<String> advice(Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("five wrong keys bar this address for half an hour");
      case FORBIDDEN -> Optional.of("see remote-management in the proxy's config");
      case NOT_AVAILABLE -> Optional.of("the proxy may be too old or have no management key");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var files = api.send(get(access, "/auth-files")).json().at("files").list();
    var parts = new Parts();
    new ProxiedAccounts(access, api, now, parts).read(files);
    usage(access, api, now, parts);
    return parts.report();
  }

  private static void usage(Access access, Api api, Instant now, Parts parts) {
    try {
      queue(access, api, parts);
    } catch (ApiException e) {
      if (e.failure().kind() == Kind.NOT_AVAILABLE) {
        parts.add("usage", () -> ProxyUsage.sinceStart(counters(access, api), now));
      } else {
        gap(e, parts);
      }
    }
  }

  private static Json counters(Access access, Api api) {
    try {
      return api.send(get(access, "/usage")).json();
    } catch (ApiException e) {
      throw e.failure().kind() == Kind.NOT_AVAILABLE
          ? ApiException.of(
              Kind.NOT_AVAILABLE,
              "this server tells no usage over HTTP, like 6.10.0 to 6.10.7; update the proxy")
          : e;
    }
  }

  /// Round by round. What has been read is gone from the proxy, so a later round that fails takes
  /// nothing of it away.
  private static void queue(Access access, Api api, Parts parts) {
    var sums = new DailyUsage();
    var first = true;
    try {
      for (var round = 0; round < ROUNDS; round++) {
        var records = api.send(get(access, "/usage-queue").query("count", MOST)).json().list();
        first = false;
        ProxyUsage.ofQueue(records, sums, parts);
        if (records.size() < MOST) {
          break;
        }
      }
    } catch (ApiException e) {
      if (first) {
        throw e;
      }
      parts.gap(new Gap("usage", e.failure()));
    }
    parts.add("usage", sums::readings);
  }

  private static void gap(ApiException e, Parts parts) {
    if (e.failure().kind() == Kind.AUTH) {
      throw e;
    }
    parts.gap(new Gap("usage", e.failure()));
  }

  /// Sent once only: a repeated refusal counts towards the bar, a repeated read empties the queue.
  private static Request get(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key")).asProbe();
  }
}
