package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Items of a GitHub bill. Of each `gross` is what was consumed, `discount` what the included
/// allowance covers, and `net` what is charged, in dollars.
///
/// Wire format: https://docs.github.com/en/rest/billing/usage
record CopilotItems(List<Json> items) {

  static final CopilotItems NONE = new CopilotItems(List.of());

  /// Those of Copilot, of a bill that may be about other products, too.
  static CopilotItems of(Json bill) {
    return new CopilotItems(
        bill.at("usageItems").list().stream()
            .filter(item -> item.at("product").name().equalsIgnoreCase("copilot"))
            .toList());
  }

  /// Those in credits: the same unit goes by several names.
  CopilotItems credits() {
    return new CopilotItems(
        items.stream()
            .filter(item -> item.at("sku").name().toLowerCase(Locale.ROOT).contains("credit"))
            .toList());
  }

  CopilotItems plus(CopilotItems others) {
    return new CopilotItems(Stream.concat(items.stream(), others.items.stream()).toList());
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /// What was consumed as a whole and, where there are several, by each model.
  List<Quota> consumed(String name, String unit) {
    var byModel = new LinkedHashMap<String, BigDecimal>();
    var all = BigDecimal.ZERO;
    var covered = BigDecimal.ZERO;
    for (var item : items) {
      var gross = item.at("grossQuantity").decimal();
      all = all.add(gross);
      covered = covered.add(item.at("discountQuantity").findDecimal().orElse(BigDecimal.ZERO));
      item.at("model").findName().ifPresent(model -> byModel.merge(model, gross, BigDecimal::add));
    }
    var models = List.copyOf(byModel.keySet());
    var whole = Quota.named(name, unit).withUsed(all).withMembers(models);
    var quotas = new ArrayList<Quota>();
    quotas.add(
        covered.signum() > 0 ? whole.withNote(plain(covered) + " covered by the plan") : whole);
    if (models.size() > 1) {
      byModel.forEach((model, gross) ->
          quotas.add(
              Quota.named(name + ": " + model, unit).withUsed(gross).withMembers(List.of(model))));
    }
    return quotas;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /// What is charged. No item at all is GitHub's way to say that nothing was.
  Money net() {
    return items.stream()
        .map(item -> new Money(item.at("netAmount").decimal(), "USD"))
        .reduce(Money.zero("USD"), Money::plus);
  }
}
