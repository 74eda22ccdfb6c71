package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Moonshot's open platform, the API of the Kimi models. Tells the balance, whose currency the
/// answer leaves open: accounts at `.ai` are kept in USD, those at `.cn` in CNY. Beside it, and
/// undocumented, the limits and the tier.
///
/// Wire format: https://platform.moonshot.ai/docs/api/misc
@AutoService(Provider.class)
public final class Moonshot implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "moonshot",
          "Moonshot",
          "An API key from platform.moonshot.ai, or from platform.moonshot.cn with its base-url.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url(
                  "base-url",
                  "https://api.moonshot.ai",
                  "where the API is; https://api.moonshot.cn for keys from there"),
              Option.text(
                  "currency", "the balance's currency; else CNY at addresses in .cn, and USD")),
          Set.of(
              Profile.Told.BALANCE,
              Profile.Told.RATE_LIMITS,
              Profile.Told.PLAN,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("kimi");
  }

  /// Two things besides asking too often are answered 429: no money, and an overloaded engine.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return ErrorBody.of(answer).has("engine_overloaded_error")
        ? Optional.of(Failure.Kind.UNREACHABLE)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.AUTH
        ? Optional.of("keys of .ai and .cn are not interchangeable, see base-url")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var base = access.root("base-url");
    var currency = currency(access, base);
    var parts = new Parts();
    parts.add("balance", () -> balances(data(access, api, get(base, "/balance")), currency));
    parts
        .readIfAvailable(
            "limits", () -> data(access, api, get(base, "").keptFor(Duration.ofHours(1))))
        .ifPresent(me -> {
          parts.add("limits", () -> limits(me.at("organization")));
          parts
              .read("plan", () -> me.at("user").at("user_group_id").findName())
              .ifPresent(name -> name.ifPresent(parts::plan));
        });
    return parts.report();
  }

  private static Request get(URI base, String path) {
    return Request.get(base, "/v1/users/me" + path);
  }

  private static Json data(Access access, Api api, Request request) {
    var answer = api.send(request.bearer(access.secret("key"))).json();
    var code = answer.at("code");
    if (code.decimal().signum() != 0) {
      throw code.mismatch("0, which means success");
    }
    if (!answer.at("data").isObject()) {
      throw answer.at("data").mismatch("an object");
    }
    return answer.at("data");
  }

  /// Undocumented, so that any of them may be missing.
  private static List<Quota> limits(Json organization) {
    return Stream.of(
            limit(organization, "max_request_per_minute", "Requests/min", "requests")
                .map(quota -> quota.withWindow(Duration.ofMinutes(1))),
            limit(organization, "max_token_per_minute", "Tokens/min", "tokens")
                .map(quota -> quota.withWindow(Duration.ofMinutes(1))),
            limit(organization, "max_concurrency", "Requests at once", "requests"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Quota> limit(Json from, String field, String name, String unit) {
    return from.at(field)
        .findAmount()
        .filter(most -> most.signum() > 0)
        .map(most -> Quota.named(name, unit).withLimit(most));
  }

  /// What is available counts vouchers and cash; cash may be owed, which is told by itself.
  private static List<Balance> balances(Json data, String currency) {
    var balances = new ArrayList<Balance>();
    var left = data.at("available_balance").decimal();
    balances.add(new Balance("Balance", new Money(left, currency), left.signum() <= 0));
    data.at("cash_balance")
        .findDecimal()
        .filter(cash -> cash.signum() < 0)
        .ifPresent(owed -> balances.add(new Balance("Cash", new Money(owed, currency), false)));
    return balances;
  }

  private static String currency(Access access, URI base) {
    var host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
    return access.findText("currency").orElse(host.endsWith(".cn") ? "CNY" : "USD");
  }
}
