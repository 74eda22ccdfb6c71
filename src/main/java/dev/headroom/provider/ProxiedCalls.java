package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Calls that CLIProxyAPI passes on to a vendor, with the stored token in place of a word. Its
/// answer is a 200 that holds the vendor's.
record ProxiedCalls(Access access, Api api, Instant now) {

  private static final String TOKEN = "Bearer $TOKEN$";

  /// What `vendor` answers to `inner` for the account behind `index`.
  Json call(Provider vendor, String index, Request inner, Duration keptFor) {
    var outer =
        Request.post(access.uri("base-url"), "/api-call")
            .bearer(access.secret("key"))
            .json(Json.write(envelope(index, inner)))
            .asProbe()
            .keptFor(keptFor);
    var answer = answer(send(outer).json());
    if (answer.status() / 100 == 2) {
      return answer.json();
    }
    throw ofTheVendor(Failures.of(vendor, inner, answer, now, access.secrets()));
  }

  /// The proxy itself says that it has no token, or could not renew it.
  private Answer send(Request outer) {
    try {
      return api.send(outer);
    } catch (ApiException e) {
      var words = e.answer().map(ErrorBody::of).filter(body -> body.says("auth token"));
      throw words
          .flatMap(ErrorBody::message)
          .map(text -> loggedOut(Reasons.safe(text, access.secrets()), e))
          .orElse(e);
    }
  }

  private static Map<String, Object> envelope(String index, Request inner) {
    var headers = new TreeMap<String, String>();
    headers.put("Authorization", TOKEN);
    headers.put("Accept", "application/json");
    inner.headers().forEach(header -> headers.put(header.name(), header.value()));
    inner.body().ifPresent(body -> headers.put("Content-Type", body.mediaType()));
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("auth_index", index);
    envelope.put("method", inner.method());
    envelope.put("url", url(inner));
    envelope.put("header", headers);
    inner.body().ifPresent(body -> envelope.put("data", body.text()));
    return envelope;
  }

  private static String url(Request inner) {
    var query =
        inner.query().stream()
            .map(field -> field.name() + "=" + Request.segment(field.value()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? inner.url().toString() : inner.url() + "?" + query;
  }

  private static Answer answer(Json outer) {
    var headers = new HashMap<String, List<String>>();
    if (outer.at("header").isPresent()) {
      outer
          .at("header")
          .fields()
          .forEach((name, values) ->
              headers.put(
                  name.toLowerCase(Locale.ROOT), values.list().stream().map(Json::text).toList()));
    }
    var status = outer.at("status_code").count();
    if (status < 100 || status > 599) {
      throw outer.at("status_code").mismatch("a status of HTTP");
    }
    return new Answer((int) status, headers, outer.at("body").text());
  }

  /// A login that the vendor refuses is the proxy's affair: it must not look as if the key of the
  /// proxy were refused, which ends the poll.
  private static ApiException ofTheVendor(ApiException refusal) {
    var failure = refusal.failure();
    return failure.kind() == Kind.AUTH ? loggedOut(failure.reason(), refusal) : refusal;
  }

  private static ApiException loggedOut(String reason, ApiException refusal) {
    return new ApiException(
        Failure.of(Kind.FORBIDDEN, "the proxy's login: " + reason + "; log in again"),
        refusal.answer());
  }
}
