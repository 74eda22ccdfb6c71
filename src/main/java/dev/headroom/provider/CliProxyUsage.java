package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What went through CLIProxyAPI. It tells that in three ways, by its version; a way that isn't
/// there is no gap while another is.
///
/// The queues give each record once, whoever asks, so nothing of them is asked twice, and what has
/// been read counts whatever comes after it.
///
/// Wire format: https://help.router-for.me/management/redis-usage-queue
record CliProxyUsage(Access access, Api api, Instant now, Parts parts) {

  private static final String PART = "usage";
  private static final int MOST = 500;
  private static final int ROUNDS = 20;
  private static final int MOST_BY_REDIS = 100;
  private static final int ROUNDS_BY_REDIS = 100;
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}).*");

  /// How a version tells usage.
  private enum Way {
    /// A queue over HTTP, since 6.10.8.
    QUEUE,
    /// Counters since the start of the proxy, before 6.10.0.
    COUNTERS,
    /// The queue over the protocol of Redis, on the port of the API: all there is in 6.10.0 to
    /// 6.10.7, and there to this day.
    REDIS;

    static Way of(String version) {
      var numbers = VERSION.matcher(version);
      if (!numbers.matches()) {
        return QUEUE;
      }
      var minor = part(numbers, 1) * 1000 + part(numbers, 2);
      if (minor != 6010) {
        return minor < 6010 ? COUNTERS : QUEUE;
      }
      return part(numbers, 3) < 8 ? REDIS : QUEUE;
    }

    private static int part(Matcher numbers, int group) {
      return Integer.parseInt(numbers.group(group));
    }
  }

  /// Adds the usage, or a gap where there is none to be had.
  ///
  /// @param version what the server says of itself; relatives of the proxy count in another way, or
  ///   say nothing, so the other ways are tried as well
  void read(Optional<String> version) {
    read(version, this::usage);
  }

  /// As [#read], but takes no record: that a queue is there is all there is to know.
  void look(Optional<String> version) {
    read(version, this::sight);
  }

  private void read(Optional<String> version, Function<Way, List<Usage>> source) {
    var likely = version.map(Way::of).orElse(Way.QUEUE);
    for (var way : Stream.concat(Stream.of(likely), Stream.of(Way.values())).distinct().toList()) {
      try {
        var usage = source.apply(way);
        parts.add(PART, () -> usage);
        return;
      } catch (ApiException e) {
        if (e.failure().kind() == Kind.AUTH) {
          throw e;
        }
        if (e.failure().kind() != Kind.NOT_AVAILABLE) {
          parts.gap(new Gap(PART, e.failure()));
          return;
        }
      }
    }
    var reason = "this server tells its usage neither over HTTP nor over Redis; update the proxy";
    parts.gap(new Gap(PART, Failure.of(Kind.NOT_AVAILABLE, reason)));
  }

  private List<Usage> usage(Way way) {
    return switch (way) {
      case QUEUE -> drained(this::overHttp);
      case COUNTERS -> counters();
      case REDIS -> drained(this::overRedis);
    };
  }

  private List<Usage> counters() {
    return ProxyUsage.sinceStart(api.send(CliProxyApi.get(access, "/usage")).json(), now);
  }

  private List<Usage> sight(Way way) {
    switch (way) {
      case QUEUE -> refusesToGiveNone();
      case COUNTERS -> {
        return counters();
      }
      case REDIS -> redis(signedIn -> {});
    }
    return List.of();
  }

  /// A queue that is asked for no record says that this makes no sense.
  private void refusesToGiveNone() {
    try {
      api.send(CliProxyApi.get(access, "/usage-queue").query("count", 0));
    } catch (ApiException e) {
      if (e.answer().filter(answer -> answer.status() == 400).isEmpty()) {
        throw e;
      }
    }
  }

  private List<Usage> drained(Consumer<ProxyRecords> queue) {
    var records = new ProxyRecords();
    try {
      queue.accept(records);
    } catch (ApiException e) {
      if (records.isEmpty()) {
        throw e;
      }
      parts.gap(new Gap(PART, e.failure()));
    }
    return records.told(parts);
  }

  private void overHttp(ProxyRecords records) {
    var request = CliProxyApi.get(access, "/usage-queue").query("count", MOST);
    for (var round = 0; round < ROUNDS; round++) {
      var entries = api.send(request).json().list();
      entries.forEach(records::add);
      if (entries.size() < MOST) {
        return;
      }
    }
  }

  private void overRedis(ProxyRecords records) {
    redis(signedIn -> {
      for (var round = 0; round < ROUNDS_BY_REDIS; round++) {
        if (signedIn.pop("usage", MOST_BY_REDIS, records::add) < MOST_BY_REDIS) {
          return;
        }
      }
    });
  }

  private void redis(Consumer<Redis> conversation) {
    api.redis(access.uri("base-url"), access.secret("key"), conversation);
  }
}
