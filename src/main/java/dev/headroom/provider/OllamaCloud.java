package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ollama's cloud. Tells what the plan includes, in dollars or for older plans in percent that
/// remain, what was purchased, and usage by UTC day. A browser's session is shown less, and only
/// asked where there is no key.
///
/// Wire format: https://docs.ollama.com/api/balance
@AutoService(Provider.class)
public final class OllamaCloud implements Provider {

  private static final String USD = "USD";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final Profile PROFILE =
      new Profile(
          "ollama-cloud",
          "Ollama Cloud",
          "An API key from ollama.com/settings/keys.",
          List.of(
              Option.secret("key", "the API key").optional(),
              Option.secret(
                      "cookie",
                      "the line Cookie that a browser signed in at ollama.com sends for its settings,"
                          + " if no key")
                  .optional(),
              Option.url("base-url", "https://ollama.com", "where the API is"),
              Option.choice(
                  "scope",
                  List.of("self", "team"),
                  "self",
                  "whose usage is read; a team's only with a key of its admin")),
          Set.of(
              Profile.Told.BALANCE,
              Profile.Told.WINDOWS,
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.PLAN,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, and one or two in a quarter of an hour for the usage",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("the usage of a team is told to its admins only")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    if (access.findSecret("key").isEmpty()) {
      return OllamaSettings.read(api.send(settings(access)).text());
    }
    var parts = new Parts();
    parts.add("balance", () -> balance(api.send(request(access, "/api/balance")).json()));
    var usage = request(access, "/api/usage").query("scope", access.text("scope"));
    parts.add("usage by day", new OllamaUsage(usage, api)::read);
    return parts.report();
  }

  private static Request settings(Access access) {
    return access
        .findSecret("cookie")
        .map(cookie ->
            Request.get(access.uri("base-url"), "/settings")
                .withoutRedirects()
                .credential("Cookie", "", cookie))
        .orElseThrow(
            () -> ApiException.of(Failure.Kind.AUTH, "neither a key nor a cookie is configured"));
  }

  private static List<Reading> balance(Json answer) {
    var included = answer.at("included");
    var readings = new ArrayList<Reading>();
    if (included.at("session").isPresent() || included.at("weekly").isPresent()) {
      share("Session", included.at("session")).ifPresent(readings::add);
      share("Week", included.at("weekly"))
          .map(quota -> quota.withWindow(Duration.ofDays(7)))
          .ifPresent(readings::add);
    } else if (included.isPresent()) {
      readings.add(allowance(included));
    }
    var purchased = answer.at("purchased");
    if (purchased.isPresent()) {
      var left = new Money(purchased.at("balance_usd").decimal(), USD);
      readings.add(new Balance("Purchased", left, false));
    }
    if (readings.isEmpty()) {
      throw answer.mismatch("what is included or purchased");
    }
    return readings;
  }

  private static Optional<Quota> share(String name, Json window) {
    if (!window.isPresent()) {
      return Optional.empty();
    }
    var quota = Quota.percent(name, HUNDRED.subtract(window.at("remaining_percent").amount()));
    return Optional.of(window.at("resets_at").findInstant().map(quota::withResetsAt).orElse(quota));
  }

  private static Quota allowance(Json included) {
    var quota =
        Quota.named("Included", USD)
            .withRemaining(
                included.at("balance_usd").decimal(), included.at("allowance_usd").amount());
    var until = included.at("period").at("until").findInstant();
    return until.map(quota::withResetsAt).orElse(quota);
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }
}
