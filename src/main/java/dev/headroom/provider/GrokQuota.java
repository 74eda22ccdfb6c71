package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What xAI tells the Grok CLI of its subscription: the credits of the running period, and money of
/// the month. Amounts are cents, as a number, a text or an object; names come in two spellings.
///
/// Nobody has said for sure that the share is of 100, so it is called an estimate.
final class GrokQuota {

  private GrokQuota() {}

  /// Adds the month, and the shorter period where there is one.
  ///
  /// @param ask gives the billing in a format, or in the usual one
  static void read(Function<Optional<String>, Json> ask, Parts parts) {
    var month = parts.read("billing", () -> quotas(ask.apply(Optional.empty())));
    var credits = parts.readIfAvailable("credits", () -> quotas(ask.apply(Optional.of("credits"))));
    parts.add(
        Fullest.byName(
            Stream.of(month, credits).flatMap(Optional::stream).flatMap(List::stream).toList()));
  }

  private static List<Quota> quotas(Json answer) {
    var config = answer.at("config");
    var ends = first(config, "billingPeriodEnd", "billing_period_end").findInstant();
    var money =
        Stream.of(
                money("Monthly spend", config, "monthlyLimit", "monthly_limit", "used", "used"),
                money(
                    "On-demand",
                    config,
                    "onDemandCap",
                    "on_demand_cap",
                    "onDemandUsed",
                    "on_demand_used"))
            .flatMap(Optional::stream)
            .map(quota -> ends.map(quota::withResetsAt).orElse(quota));
    var quotas = Stream.concat(share(config).stream(), money).toList();
    if (quotas.isEmpty()) {
      throw config.mismatch("credits or money");
    }
    return quotas;
  }

  private static Optional<Quota> share(Json config) {
    var period = first(config, "currentPeriod", "current_period");
    var name = period.at("type").findName().map(GrokQuota::title).orElse("Credits");
    var ends = period.at("end").findInstant();
    return first(config, "creditUsagePercent", "credit_usage_percent")
        .findAmount()
        .map(used -> Quota.percent(name, used).withNote("estimate"))
        .map(quota -> ends.map(quota::withResetsAt).orElse(quota));
  }

  private static String title(String type) {
    var word = type.replaceFirst("^USAGE_PERIOD_TYPE_", "").toLowerCase(Locale.ROOT);
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " credits";
  }

  /// A cap of zero buys nothing and is none to be used up.
  private static Optional<Quota> money(
      String name, Json config, String limit, String limitToo, String used, String usedToo) {
    var most = cents(first(config, limit, limitToo)).filter(cents -> cents.signum() > 0);
    var spent = cents(first(config, used, usedToo));
    return most.flatMap(cents ->
        spent.map(sum ->
            Quota.named(name, "USD")
                .withLimit(cents.movePointLeft(2))
                .withUsed(sum.movePointLeft(2))));
  }

  private static Optional<BigDecimal> cents(Json amount) {
    return amount.isObject() ? first(amount, "val", "value").findAmount() : amount.findAmount();
  }

  private static Json first(Json place, String name, String twin) {
    return place.at(name).isPresent() ? place.at(name) : place.at(twin);
  }
}
