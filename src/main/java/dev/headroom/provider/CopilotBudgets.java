package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What an organization or enterprise allows itself to spend on Copilot in a month.
///
/// @param scope what GitHub calls a budget of the whole owner
record CopilotBudgets(Api api, Request first, Instant now, String scope) {

  /// A budget of nothing only says that nothing beyond the allowance is bought. The month's charges
  /// count against a budget of the whole owner; those of its parts are not told apart.
  List<Quota> read(Optional<BigDecimal> charged) {
    var budgets = new LinkedHashMap<String, Quota>();
    for (var page : pages()) {
      for (var budget : page.at("budgets").list()) {
        var limit = budget.at("budget_amount").amount();
        var sku = sku(budget);
        if (limit.signum() > 0 && sku.contains("copilot")) {
          var quota = quota(budget, sku, limit);
          var whole = budget.at("budget_scope").name().equalsIgnoreCase(scope);
          var known = whole ? charged.map(quota::withUsed).orElse(quota) : quota;
          budgets.putIfAbsent(quota.name(), known);
        }
      }
    }
    return List.copyOf(budgets.values());
  }

  private Quota quota(Json budget, String sku, BigDecimal limit) {
    var entity = budget.at("budget_entity_name").findName().map(name -> " of " + name).orElse("");
    return Quota.named("Budget " + sku + entity, "USD")
        .withLimit(limit)
        .withResetsAt(DailySpend.monthEnd(now));
  }

  private static String sku(Json budget) {
    return budget.at("budget_product_sku").findName().orElse("").toLowerCase(Locale.ROOT);
  }

  private List<Json> pages() {
    var count = new AtomicInteger(1);
    return Pages.read(
        api,
        first,
        "page",
        page ->
            page.at("has_next_page").findFlag().orElse(false)
                ? Optional.of(String.valueOf(count.incrementAndGet()))
                : Optional.empty());
  }
}
