package dev.headroom.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A way out to a test's own server, with a clock that only waiting moves.
final class Outside implements InstantSource {

  static final Duration TIMEOUT = Duration.ofSeconds(20);
  static final Secret KEY = new Secret("hush-4711-hush");

  private final String base;
  private final List<Duration> pauses = new ArrayList<>();
  private final Http http = new Http("1.2.3", this, new MemoryLogins(), this::pause, () -> 0.5);
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  Outside(String base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  private void pause(Duration time) {
    pauses.add(time);
    passes(time);
  }

  /// Every wait so far.
  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  URI base() {
    return URI.create(base);
  }

  Api api() {
    return api("acme-1", base, TIMEOUT);
  }

  Api api(String account, String url, Duration timeout) {
    var values =
        Map.<String, Access.Value>of(
            "key", new Access.Value.Hidden(KEY), "base-url", new Access.Value.Text(url));
    return http.open(new Plain(), new Access(account, new Plain().profile(), values), timeout);
  }

  /// What `provider` reports when all its addresses are the test's server; nothing when it fails.
  Optional<Report> poll(Provider provider, Map<String, Access.Value> options) {
    var values = new HashMap<>(options);
    for (var option : provider.profile().options()) {
      if (option.form() == Option.Form.SECRET && option.required()) {
        values.put(option.key(), new Access.Value.Hidden(KEY));
      }
      if (option.form() == Option.Form.URL) {
        values.put(option.key(), new Access.Value.Text(base));
      }
    }
    var access = new Access("acme-1", provider.profile(), values);
    try {
      return Optional.of(provider.poll(access, http.open(provider, access, TIMEOUT), now));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  Report poll(Provider provider, Access access) {
    return provider.poll(access, http.open(provider, access, TIMEOUT), now);
  }

  Report trial(Provider provider, Access access) {
    return provider.trial(access, http.open(provider, access, TIMEOUT), now);
  }

  Failure failure(Request request) {
    return catchThrowableOfType(ApiException.class, () -> api().send(request)).failure();
  }

  /// A provider of which only the profile and the hook matter.
  private record Plain() implements Provider {
    @Override
    public Profile profile() {
      return new Profile(
          "acme",
          "Acme",
          "A key.",
          List.of(Option.secret("key", "k"), Option.url("base-url", "https://acme.test", "u")),
          Set.of(),
          Duration.ofMinutes(5),
          "free",
          false);
    }

    @Override
    public Report poll(Access access, Api api, Instant now) {
      return Report.of(List.of());
    }

    @Override
    public Optional<Kind> classify(Answer answer) {
      return answer.status() == 418 ? Optional.of(Kind.NO_PLAN) : Optional.empty();
    }
  }
}
