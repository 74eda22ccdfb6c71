package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The way of an Entra application to Azure's Resource Manager, with tokens for it alone.
final class AzureLogin {

  /// Less than the hour that a token lasts.
  private static final Duration TOKEN_AGE = Duration.ofMinutes(50);

  private final Access access;
  private final Api api;
  private final Instant now;

  AzureLogin(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  /// Logs in, and nothing else.
  Secret check() {
    return token(TOKEN_AGE);
  }

  Json send(Request request) {
    return api.sendWith(this::token, TOKEN_AGE, request).json();
  }

  /// All pages of an answer.
  ///
  /// @param rest where in an answer the link to the next one is
  /// @param next makes the request to a link's address
  List<Json> pages(Request first, UnaryOperator<Json> rest, Function<URI, Request> next) {
    return Pages.walk(
        link -> send(link.map(it -> next.apply(address(it))).orElse(first)),
        page -> Pages.untilAbsent("nextLink").apply(rest.apply(page)));
  }

  /// The next page's whole address, which must be where the first one was.
  private URI address(String link) {
    try {
      var next = new URI(link);
      if (next.getHost() != null && Origins.same(next, access.uri("base-url"))) {
        return next;
      }
    } catch (URISyntaxException e) {
      throw ApiException.of(Failure.Kind.UNREADABLE, "$.nextLink: expected an address, found text");
    }
    throw ApiException.of(
        Failure.Kind.UNREADABLE, "the next page is at another address than the first");
  }

  private Secret token(Duration age) {
    var path = "/" + Request.segment(access.text(AzureOpenAi.TENANT)) + "/oauth2/v2.0/token";
    var request =
        Request.post(access.uri("token-url"), path)
            .form(
                new Request.Field("grant_type", "client_credentials"),
                new Request.Field("client_id", access.text(AzureOpenAi.CLIENT)),
                new Request.Field(
                    "client_secret", access.secret(AzureOpenAi.CLIENT_SECRET).value()),
                new Request.Field("scope", access.uri("base-url") + "/.default"));
    return Grant.read(api.send(request.keptFor(age)).json(), now).accessToken();
  }
}
