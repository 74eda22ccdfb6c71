package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The Kimi subscription for coding, by its key or by a session of the web site. Tells a weekly
/// quota and shorter ones.
///
/// Wire format: https://www.kimi.com/code/docs/en/
@AutoService(Provider.class)
public final class Kimi implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "kimi",
          "Kimi for coding",
          "A key of the Kimi coding plan from kimi.com, Code, Console.",
          List.of(
              Option.secret("key", "the plan's key").optional(),
              Option.secret("cookie", "the cookie kimi-auth of www.kimi.com, if no key").optional(),
              Option.url("base-url", "https://api.kimi.com/coding/v1", "where the API is"),
              Option.url("web-url", "https://www.kimi.com", "where the web site is")),
          Set.of(Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("kimi");
  }

  /// A bad key is answered 403 as often as 401.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 403 ? Optional.of(Failure.Kind.AUTH) : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.AUTH
        ? Optional.of("a key of the coding plan is needed, not one of the Moonshot platform")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var key = access.findSecret("key");
    if (key.isPresent()) {
      var request = Request.get(access.uri("base-url"), "/usages").bearer(key.get());
      return KimiQuota.read(api.send(request).json());
    }
    return access
        .findSecret("cookie")
        .map(cookie -> KimiQuota.readWeb(api.send(web(access, cookie)).json()))
        .orElseThrow(
            () -> ApiException.of(Failure.Kind.AUTH, "neither a key nor a cookie is configured"));
  }

  private static Request web(Access access, Secret cookie) {
    return Request.post(
            access.uri("web-url"), "/apiv2/kimi.gateway.billing.v1.BillingService/GetUsages")
        .bearer(cookie)
        .json(Json.write(Map.of("scope", List.of("FEATURE_CODING"))))
        .withoutRedirects();
  }
}
