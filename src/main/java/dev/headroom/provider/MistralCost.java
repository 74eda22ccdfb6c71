package dev.headroom.provider;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What each day of the month cost, which Mistral doesn't tell: what was paid for, times its price.
/// All of it or none: where one thing has no price, or several, no day's cost is known.
final class MistralCost {

  private static final String PRICES = "prices";

  private final List<Json> prices;
  private final String currency;

  private MistralCost(List<Json> prices, String currency) {
    this.prices = prices;
    this.currency = currency;
  }

  /// The days that a usage answer has entries of.
  static DailySpend read(Json usage) {
    var cost = new MistralCost(usage.at(PRICES).list(), usage.at("currency").name());
    var entries = new ArrayList<Json>();
    usage
        .fields()
        .forEach((name, part) -> {
          if (!name.equals(PRICES)) {
            collect(part, entries);
          }
        });
    var spend = new DailySpend();
    for (var entry : entries) {
      var amount = cost.of(entry);
      if (amount.isEmpty()) {
        return new DailySpend();
      }
      spend.add(entry.at("timestamp").date(), amount.get());
    }
    return spend;
  }

  /// Entries are in lists, however deep: by kind of usage, model and billing group.
  private static void collect(Json part, List<Json> entries) {
    if (part.isObject()) {
      part.fields().values().forEach(inner -> collect(inner, entries));
    }
    if (part.isList()) {
      part.list().stream().filter(Json::isObject).forEach(entries::add);
    }
  }

  /// What was consumed and what is paid for are two counts.
  private Optional<Money> of(Json entry) {
    var paid = entry.at("value_paid").findAmount();
    if (paid.filter(count -> count.signum() == 0).isPresent()) {
      return Optional.of(Money.zero(currency));
    }
    return paid.flatMap(count -> price(entry).map(count::multiply))
        .map(amount -> new Money(amount.stripTrailingZeros(), currency));
  }

  /// The only price that fits; zone and tier are compared where the entry has them.
  private Optional<BigDecimal> price(Json entry) {
    var fitting =
        prices.stream()
            .filter(price ->
                Stream.of("event_type", "billing_metric", "billing_group")
                    .allMatch(name -> word(price, name).equals(word(entry, name))))
            .filter(price ->
                Stream.of("api_zone", "service_tier")
                    .allMatch(name ->
                        word(entry, name).isEmpty() || word(price, name).equals(word(entry, name))))
            .map(price -> price.at("price").amount().stripTrailingZeros())
            .distinct()
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static Optional<String> word(Json holder, String name) {
    return holder.at(name).findName();
  }
}
