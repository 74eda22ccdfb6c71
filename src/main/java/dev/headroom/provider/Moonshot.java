package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Moonshot's open platform, the API of the Kimi models. Tells the balance, whose currency the
/// answer leaves open: accounts at `.ai` are kept in USD, those at `.cn` in CNY.
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
          Set.of(Profile.Told.BALANCE, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
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
    var base = URI.create(access.uri("base-url").toString().replaceFirst("/v1$", ""));
    var answer =
        api.send(Request.get(base, "/v1/users/me/balance").bearer(access.secret("key"))).json();
    var code = answer.at("code");
    if (code.decimal().signum() != 0) {
      throw code.mismatch("0, which means success");
    }
    return Report.of(balances(answer.at("data"), currency(access, base)));
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
