package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// CLIProxyAPI. Tells what went through it, and what the vendors tell of the accounts behind it.
///
/// Usage comes from a queue that reading empties, so it is read last, in the way that the version
/// of the server has. Five wrong keys bar the reader's address: after the first refusal nothing
/// more is asked.
///
/// Wire format: https://help.router-for.me/management/api
@AutoService(Provider.class)
public final class CliProxyApi implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "cliproxyapi",
          "CLIProxyAPI",
          "The management key of the proxy, remote-management.secret-key in its config; there"
              + " usage-statistics-enabled must be true, and redis-usage-queue-retention-seconds"
              + " longer than two polls.",
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
      case AUTH -> Optional.of(WrongKeys.ADVICE);
      case FORBIDDEN -> Optional.of("see remote-management in the proxy's config");
      case NOT_AVAILABLE -> Optional.of("the proxy may be too old or have no management key");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    return WrongKeys.heeded(() -> read(access, api, now, CliProxyUsage::read), now);
  }

  /// The queue is left alone: what is taken from it here would be lost.
  @Override
  public Report trial(Access access, Api api, Instant now) {
    return WrongKeys.heeded(() -> read(access, api, now, CliProxyUsage::look), now);
  }

  private static Report read(
      Access access, Api api, Instant now, BiConsumer<CliProxyUsage, Optional<String>> usage) {
    var answer = api.send(get(access, "/auth-files"));
    var files = answer.json().at("files").list();
    var parts = new Parts();
    new ProxiedAccounts(access, api, now, parts).read(files);
    usage.accept(new CliProxyUsage(access, api, now, parts), answer.header("X-CPA-VERSION"));
    return parts.report();
  }

  /// Sent once only: a repeated refusal counts towards the bar, a repeated read empties the queue.
  static Request get(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key")).asProbe();
  }
}
