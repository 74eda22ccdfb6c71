package dev.headroom.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Someone who logs an account in at a vendor on loopback, and a clock that only waiting moves.
final class LoginScene implements InstantSource, Person {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Provider provider;
  private final Access access;
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private final Deque<UnaryOperator<String>> replies = new ArrayDeque<>();
  private Instant now = NOON;

  /// @param urls the keys of the config that hold an address on loopback
  LoginScene(Provider provider, Map<String, String> urls) {
    this.provider = provider;
    var values = new LinkedHashMap<String, Access.Value>();
    urls.forEach((key, url) -> values.put(key, new Access.Value.Text(url)));
    if (provider.profile().option("client-secret").isPresent()) {
      values.put("client-id", new Access.Value.Text("our-app"));
      values.put("client-secret", new Access.Value.Hidden(new Secret("hush-client-4711")));
    }
    this.access = new Access("ada", provider.profile(), values);
  }

  /// What the person pastes next, made of the state that the page's address holds.
  LoginScene pastes(UnaryOperator<String> ofState) {
    replies.add(ofState);
    return this;
  }

  NewLogin login() throws InterruptedException {
    var http = new Http("1.2.3", this, new MemoryLogins(), this::pause, () -> 0.5);
    return new LoggingIn(http, provider, access).with(this, provider.login(access).orElseThrow());
  }

  String failure() {
    return catchThrowableOfType(ApiException.class, this::login).failure().reason();
  }

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  /// Every wait so far, in seconds.
  List<Long> pauses() {
    return pauses.stream().map(Duration::toSeconds).toList();
  }

  List<String> told() {
    return List.copyOf(told);
  }

  List<String> progress() {
    return List.copyOf(progress);
  }

  String everythingShown() {
    return told + " " + progress;
  }

  /// The address that was shown, without its query.
  String page() {
    return address().split("\\?", 2)[0];
  }

  /// What stands in the query of the address that was shown.
  Map<String, String> query() {
    return fields(URI.create(address()).getRawQuery());
  }

  /// The fields of a form.
  static Map<String, String> fields(String form) {
    var fields = new HashMap<String, String>();
    for (var part : form.split("&", -1)) {
      var pair = part.split("=", 2);
      fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private String address() {
    return told.stream().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void tell(String line) {
    told.add(line);
  }

  @Override
  public void progress(String line) {
    progress.add(line);
  }

  @Override
  public Optional<String> ask(String question) {
    told.add(question);
    return Optional.ofNullable(replies.poll())
        .map(reply -> reply.apply(query().getOrDefault("state", "")));
  }
}
