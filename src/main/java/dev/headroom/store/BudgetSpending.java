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

  /// A month's figure is the month's itself where an account tells it: its days may lack what was
  /// spent before the first reading. Where it tells days too, they may be ahead of the month's.
  private Optional<Money> spent(Handle handle, Budget budget, BudgetPeriod period) {
    var currency = budget.limit().currency();
    return handle
        .createQuery(
            """
            WITH covered AS (
              SELECT id FROM account
              WHERE :scope IN ('all', 'provider:' || provider, 'owner:' || owner, id)
            ), months AS (
              SELECT account_id, coalesce(sum(amount) FILTER (WHERE month = :month), 0) AS amount,
                coalesce(bool_or(days_told) FILTER (WHERE month = :month), true) AS days_told
              FROM spend_monthly JOIN covered ON account_id = id
              WHERE :monthly AND currency = :currency
                AND month <= :month AND month >= :remembered
              GROUP BY account_id
            ), days AS (
              SELECT account_id, coalesce(sum(amount) FILTER (WHERE day >= :first), 0) AS amount
              FROM spend_daily JOIN covered ON account_id = id
              WHERE currency = :currency AND day >= :remembered AND day < :end
              GROUP BY account_id
            )
            SELECT sum(CASE WHEN months.days_told IS FALSE THEN months.amount
              ELSE greatest(months.amount, days.amount) END)
            FROM months FULL JOIN days USING (account_id)
            """)
        .bind("scope", budget.scope().toText())
        .bind("currency", currency)
        .bind("monthly", budget.rhythm() == Budget.Rhythm.MONTHLY)
        .bind("month", period.from().atZone(zone).toLocalDate().withDayOfMonth(1))
        .bind("first", period.firstDay())
        .bind("end", period.endDay())
        .bind("remembered", period.firstDay().minusDays(DAYS_REMEMBERED))
        .mapTo(BigDecimal.class)
        .findOne()
        .map(amount -> new Money(amount, currency));
  }
}
