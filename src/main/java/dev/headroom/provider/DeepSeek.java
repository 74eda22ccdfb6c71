package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// DeepSeek. Tells the balance in each currency, and nothing of usage or limits.
///
/// Wire format: https://api-docs.deepseek.com/api/get-user-balance
@AutoService(Provider.class)
public final class DeepSeek implements Provider {

  private static final String TOP_UP = "top up at platform.deepseek.com/top_up";

  private static final Profile PROFILE =
      new Profile(
          "deepseek",
          "DeepSeek",
          "An API key from platform.deepseek.com.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.deepseek.com", "where the API is")),
          Set.of(Profile.Told.BALANCE, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("deepseek");
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("make a new key at platform.deepseek.com/api_keys");
      case EXHAUSTED -> Optional.of(TOP_UP);
      case FORBIDDEN, NO_PLAN, RATE_LIMITED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var answer =
        api.send(Request.get(access.root("base-url"), "/user/balance").bearer(access.secret("key")))
            .json();
    var serves = answer.at("is_available").findFlag();
    var entries = answer.at("balance_infos").listOrEmpty();
    var knowsNone = answer.at("balance_infos").isList() && serves.orElse(false);
    if (entries.isEmpty() && !knowsNone) {
      throw nothing(answer, serves.orElse(true));
    }
    var depleted = !serves.orElse(true);
    return Report.of(entries.stream().map(entry -> balance(entry, depleted)).toList());
  }

  private static Balance balance(Json entry, boolean depleted) {
    var currency = entry.at("currency").name();
    var left = new Money(entry.at("total_balance").decimal(), currency);
    return new Balance(currency + " balance", left, depleted);
  }

  /// Both fields are optional in the vendor's schema: without amounts, the flag alone says that the
  /// money is gone.
  private static ApiException nothing(Json answer, boolean serves) {
    return serves
        ? answer.at("balance_infos").mismatch("a balance")
        : ApiException.of(Failure.Kind.EXHAUSTED, "the balance does not allow calls; " + TOP_UP);
  }
}
