package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a Claude subscription may use beyond its windows, for money. Amounts are in minor units; no
/// limit means that there is none. Some plans tell it in a newer block, and with a balance.
final class ClaudeExtra {

  private static final String NAME = "extra usage";
  private static final int USUAL_DECIMALS = 2;
  private static final int MOST_DECIMALS = 12;

  private ClaudeExtra() {}

  /// The quota of the month and the balance, as far as they are told.
  static List<Reading> read(Json usage) {
    var spend = usage.at("spend");
    var readings = new ArrayList<Reading>();
    extra(usage.at("extra_usage")).or(() -> spend(spend)).ifPresent(readings::add);
    if (spend.isPresent() && spend.at("balance").isObject()) {
      readings.add(new Balance(NAME, money(spend.at("balance")), false));
    }
    return readings;
  }

  private static Optional<Quota> extra(Json extra) {
    if (!extra.at("is_enabled").findFlag().orElse(false)) {
      return Optional.empty();
    }
    var digits = digits(extra.at("decimal_places"));
    var currency = extra.at("currency").findName().orElse("USD");
    var used = extra.at("used_credits").amount().movePointLeft(digits);
    var quota = Quota.named(NAME, currency).withUsed(used);
    var capped =
        extra
            .at("monthly_limit")
            .findAmount()
            .map(limit -> quota.withLimit(limit.movePointLeft(digits)))
            .orElse(quota);
    return Optional.of(
        extra.at("spend_limit_reached").findFlag().orElse(false) ? capped.withBlocked() : capped);
  }

  private static Optional<Quota> spend(Json spend) {
    if (!spend.at("used").isPresent() || !spend.at("enabled").findFlag().orElse(true)) {
      return Optional.empty();
    }
    var used = money(spend.at("used"));
    var quota = Quota.named(NAME, used.currency()).withUsed(used.amount());
    var most = spend.at("limit").isPresent() ? spend.at("limit") : spend.at("cap");
    return Optional.of(
        most.isPresent() ? quota.withLimit(money(most).amount().max(BigDecimal.ZERO)) : quota);
  }

  private static Money money(Json told) {
    var amount = told.at("amount_minor").decimal().movePointLeft(digits(told.at("exponent")));
    return new Money(amount, told.at("currency").findName().orElse("USD"));
  }

  private static int digits(Json decimals) {
    var digits = decimals.findCount().orElse((long) USUAL_DECIMALS);
    if (digits > MOST_DECIMALS) {
      throw decimals.mismatch("a small number of digits");
    }
    return digits.intValue();
  }
}
