package dev.headroom.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Answers from a provider's fixture folder; errors are classified as [HttpApi] does it.
public final class FixtureApi implements Api {

  private final Provider provider;
  private final Access access;
  private final Instant now;
  private final List<Fixtures.Route> routes;
  private final List<Request> sent = new ArrayList<>();

  public FixtureApi(Provider provider, Access access, Instant now, List<Fixtures.Route> routes) {
    this.provider = provider;
    this.access = access;
    this.now = now;
    this.routes = List.copyOf(routes);
  }

  /// What `provider` reports of its own `routes.json`.
  public static Report poll(Provider provider) {
    return poll(provider, Map.of());
  }

  /// As [#poll], with further options.
  public static Report poll(Provider provider, Map<String, Access.Value> options) {
    var fixtures = Fixtures.of(provider.profile().type());
    return poll(provider, options, fixtures.routes());
  }

  /// As [#poll], with these routes only.
  public static Report poll(
      Provider provider, Map<String, Access.Value> options, List<Fixtures.Route> routes) {
    var fixtures = Fixtures.of(provider.profile().type());
    var access = fixtures.access(provider.profile(), options);
    var api = new FixtureApi(provider, access, fixtures.now(), routes);
    return provider.poll(access, api, fixtures.now());
  }

  /// What `provider` reports when every answer of its `routes.json` is changed by `change`.
  public static Report pollChanged(Provider provider, UnaryOperator<Answer> change) {
    var routes =
        Fixtures.of(provider.profile().type()).routes().stream()
            .map(route -> answering(route, change.apply(route.answer())))
            .toList();
    return poll(provider, Map.of(), routes);
  }

  /// How a poll fails when `file` with `status` is the answer to everything.
  public static Failure failure(Provider provider, String file, int status) {
    var answer = Fixtures.of(provider.profile().type()).answer(file, status);
    return catchThrowableOfType(ApiException.class, () -> pollChanged(provider, any -> answer))
        .failure();
  }

  /// `route` with another answer.
  public static Fixtures.Route answering(Fixtures.Route route, Answer answer) {
    return new Fixtures.Route(route.request(), route.query(), route.body(), answer);
  }

  /// `file` with `status` as the answer to `request`, ahead of the routes of `routes.json`.
  public static List<Fixtures.Route> instead(String type, String request, String file, int status) {
    var fixtures = Fixtures.of(type);
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(request, Map.of(), Optional.empty(), fixtures.answer(file, status)));
    routes.addAll(fixtures.routes());
    return routes;
  }

  @Override
  public Answer send(Request request) {
    sent.add(request);
    if (!Origins.isAmong(provider.origins(access), request.url())) {
      throw new IllegalStateException("not an origin of the account: " + request.url());
    }
    var answer =
        routes.stream()
            .filter(route -> route.fits(request))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no route for " + request))
            .answer();
    if (answer.status() / 100 != 2) {
      throw Failures.of(provider, request, answer, now, access.secrets());
    }
    return answer;
  }

  @Override
  public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
    return new Tokens(new MemoryLogins(), access.account(), this).accessToken(oauth, refused, now);
  }

  /// Every request so far, in order.
  public List<Request> sent() {
    return List.copyOf(sent);
  }
}
