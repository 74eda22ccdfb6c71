package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;

/// What all accounts share on their way out: one client with its connections, a cap on how many
/// requests are under way to one host, and the answers that are kept for a while. One per process.
public final class Http {

  private static final int MOST_PER_HOST = 16;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final OkHttpClient client;
  private final String userAgent;
  private final InstantSource clock;
  private final Logins logins;
  private final Sleeper sleeper;
  private final DoubleSupplier jitter;
  private final ConcurrentHashMap<String, Semaphore> hosts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Patience> patience = new ConcurrentHashMap<>();

  /// The process's way out.
  ///
  /// @param version what the vendors see in `User-Agent`
  /// @param logins where OAuth accounts find their tokens
  public Http(String version, InstantSource clock, Logins logins) {
    this(version, clock, logins, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  /// With a way to wait and a source of chance, both the test's own.
  ///
  /// @param jitter gives a number from 0 to 1
  public Http(
      String version, InstantSource clock, Logins logins, Sleeper sleeper, DoubleSupplier jitter) {
    this.userAgent = "Headroom/" + version + " (+https://headroom.dev)";
    this.clock = clock;
    this.logins = logins;
    this.sleeper = sleeper;
    this.jitter = jitter;
    this.client =
        new OkHttpClient.Builder()
            .proxySelector(ProxySelector.getDefault())
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT)
            .build();
  }

  /// Opens an account for one poll, in which everything it sends must be over after `timeout`.
  public Api open(Provider provider, Access access, Duration timeout) {
    var answers = kept.computeIfAbsent(access.account(), account -> new Kept());
    var deadline = new Deadline(clock, clock.instant().plus(timeout), timeout);
    return new HttpApi(this, provider, access, answers, deadline);
  }

  /// A client whose calls read no longer than `left`; a probe is sent once and never again, not
  /// even over another connection.
  OkHttpClient client(Duration left, boolean once) {
    return client
        .newBuilder()
        .retryOnConnectionFailure(!once)
        .readTimeout(left)
        .writeTimeout(left)
        .callTimeout(left)
        .build();
  }

  /// What trusts the servers that HTTP trusts.
  SSLSocketFactory tls() {
    return client.sslSocketFactory();
  }

  Semaphore enter(String host, Deadline deadline) {
    var gate = hosts.computeIfAbsent(host, name -> new Semaphore(MOST_PER_HOST, true));
    try {
      if (gate.tryAcquire(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        return gate;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(Failure.Kind.UNREACHABLE, "stopped while waiting for its turn");
    }
    throw ApiException.of(
        Failure.Kind.UNREACHABLE,
        "too many requests under way to " + host + "; its turn never came");
  }

  Patience patience(String account) {
    return patience.computeIfAbsent(account, same -> new Patience());
  }

  void sleep(Duration time) throws InterruptedException {
    sleeper.sleep(time);
  }

  Logins logins() {
    return logins;
  }

  Instant now() {
    return clock.instant();
  }

  double chance() {
    return jitter.getAsDouble();
  }

  String userAgent() {
    return userAgent;
  }

  @Override
  public String toString() {
    return "Http[" + userAgent + "]";
  }
}
