package dev.headroom.store;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.view.BudgetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How much of each budget is spent, within someone's transaction.
public final class BudgetSpending {

  /// An account that reported money in a currency so lately is known to bill in it: nothing since a
  /// period began is then zero, not unknown.
  private static final int DAYS_REMEMBERED = 40;

  private final ZoneId zone;

  /// @param zone where periods begin at midnight
  public BudgetSpending(ZoneId zone) {
    this.zone = zone;
  }

  /// Every budget that holds. Accounts that left the config file count: their money is spent.
  public List<BudgetView> all(Handle handle, Instant now) {
    return BudgetTable.all(handle).stream().map(budget -> view(handle, budget, now)).toList();
  }

  private BudgetView view(Handle handle, Budget budget, Instant now) {
    var period = BudgetPeriod.of(budget.rhythm(), zone, now);
    return new BudgetView(budget, spent(handle, budget, period), period.from(), period.until());
  }

  private static Optional<Money> spent(Handle handle, Budget budget, BudgetPeriod period) {
    var currency = budget.limit().currency();
    return handle
        .createQuery(
            """
            SELECT CASE WHEN count(*) > 0
              THEN coalesce(sum(spend_daily.amount) FILTER (WHERE day >= :first), 0) END
            FROM account JOIN spend_daily ON account_id = account.id
            WHERE :scope IN ('all', 'provider:' || provider, 'owner:' || owner, account.id)
              AND currency = :currency AND day >= :remembered AND day < :end
            """)
        .bind("scope", budget.scope().toText())
        .bind("currency", currency)
        .bind("first", period.firstDay())
        .bind("end", period.endDay())
        .bind("remembered", period.firstDay().minusDays(DAYS_REMEMBERED))
        .mapTo(BigDecimal.class)
        .findOne()
        .map(amount -> new Money(amount, currency));
  }
}
