package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Cursor's dashboard tells one person.
final class CursorPerson {

  private static final Cookie COOKIE = new Cookie("WorkosCursorSessionToken");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern USER =
      Pattern.compile("(?:^|WorkosCursorSessionToken=)([A-Za-z0-9_.-]{1,100})(?:%3A%3A|::)");

  private final URI base;
  private final Secret cookie;
  private final Api api;
  private final Instant now;

  CursorPerson(URI base, Secret cookie, Api api, Instant now) {
    this.base = base;
    this.cookie = cookie;
    this.api = api;
    this.now = now;
  }

  Report read() {
    var parts = new Parts();
    var summary = parts.read("usage", () -> CursorSummary.read(send("/api/usage-summary")));
    summary.ifPresent(known -> {
      known.plan().ifPresent(parts::plan);
      parts.add(known.readings());
    });
    userId(parts)
        .ifPresent(id ->
            parts.addIfAvailable(
                "requests",
                () ->
                    requests(api.send(request("/api/usage").query("user", id)).json()).stream()
                        .toList()));
    new CursorDashboard(base, COOKIE, cookie, api, now).addTo(parts);
    return parts.report();
  }

  /// The older plans count requests, under the name of a model of their time; all others have no
  /// limit there.
  private static Optional<Quota> requests(Json answer) {
    var reset =
        answer.at("startOfMonth").instant().atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var model = answer.at("gpt-4");
    return model
        .at("maxRequestUsage")
        .findAmount()
        .map(limit ->
            Quota.named("Requests", "requests")
                .withLimit(limit)
                .withUsed(model.at("numRequests").amount())
                .withResetsAt(reset));
  }

  /// The cookie begins with it; where it doesn't, the site knows it.
  private Optional<String> userId(Parts parts) {
    var found = USER.matcher(cookie.value());
    return found.find()
        ? Optional.of(found.group(1))
        : parts.readIfAvailable("user id", () -> subject(request("/api/auth/me").keptFor(DAY)));
  }

  private String subject(Request request) {
    return api.send(request).json().at("sub").name().replaceFirst("^.*\\|", "");
  }

  private Json send(String path) {
    return api.send(request(path)).json();
  }

  private Request request(String path) {
    return COOKIE.on(Request.get(base, path), cookie);
  }
}
