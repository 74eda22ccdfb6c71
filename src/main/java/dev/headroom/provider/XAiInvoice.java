package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// What xAI's invoice in the making tells.
///
/// Its lines are sums of the cycle so far in units without a list; which of them are tokens, and
/// whether cached ones are among the others, is told nowhere. So they are not read.
///
/// @param total charged so far in the cycle
/// @param credit the prepaid credit at the begin of the cycle
/// @param creditUsed of it in the cycle
record XAiInvoice(
    Optional<Money> total,
    Optional<Money> credit,
    Money creditUsed,
    Optional<Money> limit,
    Optional<YearMonth> cycle) {

  static XAiInvoice read(Json answer) {
    var core = answer.at("coreInvoice");
    if (!core.isPresent()) {
      throw core.mismatch("an invoice");
    }
    return new XAiInvoice(
        core.at("totalWithCorr").at("val").findDecimal().map(XAiBilling::cents),
        core.at("prepaidCredits")
            .at("val")
            .findDecimal()
            .map(BigDecimal::negate)
            .map(XAiBilling::cents),
        XAiBilling.cents(
            core.at("prepaidCreditsUsed").at("val").findDecimal().orElse(BigDecimal.ZERO).abs()),
        answer.at("effectiveSpendingLimit").findDecimal().map(XAiBilling::cents),
        cycle(answer.at("billingCycle")));
  }

  /// The ledger books spend only when a cycle closes, so what the cycle used comes off here; its
  /// sign is seen both ways. Without a limit beyond the credit, no credit means no service.
  Optional<Balance> balance() {
    return credit.map(bought -> {
      var left = bought.amount().subtract(creditUsed.amount());
      var prepaidOnly = limit.filter(most -> most.amount().signum() == 0).isPresent();
      return new Balance(
          "Prepaid credit", new Money(left, bought.currency()), prepaidOnly && left.signum() <= 0);
    });
  }

  /// The cycle's charges against `most`, of the invoice where there is one.
  static Quota quota(Optional<XAiInvoice> invoice, Money most, Instant now) {
    var quota = MonthlySpend.quota(Optional.empty(), most, now);
    var reset =
        invoice
            .flatMap(XAiInvoice::cycle)
            .map(month -> month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .map(quota::withResetsAt)
            .orElse(quota);
    return invoice
        .flatMap(XAiInvoice::total)
        .map(used -> reset.withUsed(used.amount()))
        .orElse(reset);
  }

  private static Optional<YearMonth> cycle(Json cycle) {
    if (!cycle.isPresent()) {
      return Optional.empty();
    }
    try {
      var year = Math.toIntExact(cycle.at("year").count());
      return Optional.of(YearMonth.of(year, Math.toIntExact(cycle.at("month").count())))
          .filter(month -> month.getYear() >= 2020 && month.getYear() < 2200);
    } catch (ArithmeticException | DateTimeException e) {
      throw cycle.mismatch("a month");
    }
  }
}
