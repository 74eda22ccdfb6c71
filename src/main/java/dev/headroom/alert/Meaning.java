package dev.headroom.alert;

import dev.headroom.message.Prose;
import dev.headroom.message.Span.Style;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/// What a fact means to those who read it.
final class Meaning {

  private Meaning() {}

  static Prose of(Fact fact) {
    return switch (fact) {
      case Fact.OfQuota(var account, var quota) -> ofQuota(quota);
      case Fact.OfBalance(var account, var balance) ->
          Prose.of("")
              .strong(Amount.of(balance.amount()))
              .words(balance.depleted() ? ". The provider no longer serves it." : " left.");
      case Fact.OfBudget(var budget, var spent, var until) -> ofBudget(budget, spent, until);
      case Fact.OfFailure(var account, var failure, var times) -> ofFailure(failure, times);
      case Fact.OfAnswer(var account) -> Prose.of(account.name() + " answers again.");
    };
  }

  private static Prose ofQuota(Quota quota) {
    var amounts =
        quota
            .used()
            .flatMap(used ->
                quota
                    .limit()
                    .map(limit ->
                        Prose.of("")
                            .strong(
                                Amount.number(used, quota.unit())
                                    + " of "
                                    + Amount.of(limit, quota.unit()))))
            .orElseGet(() -> Prose.of("").strong(share(quota) + " used"));
    var left =
        quota.unit().equals(Quota.PERCENT)
            ? amounts
            : quota
                .remaining()
                .map(some -> amounts.words(", " + Amount.number(some, quota.unit()) + " left"))
                .orElse(amounts);
    return quota
        .resetsAt()
        .map(reset -> left.words("; ").when("resets", reset, Style.DATE_TIME).words("."))
        .orElseGet(() -> left.words("."));
  }

  private static String share(Quota quota) {
    return quota.usedPercent().map(Amount::percent).orElse("?");
  }

  private static Prose ofBudget(Budget budget, Money spent, Instant until) {
    var left = budget.limit().amount().subtract(spent.amount());
    var currency = budget.limit().currency();
    var rest =
        left.signum() < 0
            ? Amount.of(left.negate(), currency) + " over"
            : Amount.of(left.max(BigDecimal.ZERO), currency) + " left";
    return Prose.of("")
        .strong(Amount.number(spent.amount(), currency) + " of " + Amount.of(budget.limit()))
        .words(", " + rest + "; ")
        .when("starts again", until, Style.DATE_TIME)
        .words(".");
  }

  private static Prose ofFailure(Failure failure, int times) {
    var next =
        switch (failure.kind()) {
          case AUTH -> " Someone must renew the credential.";
          case FORBIDDEN -> " Someone must grant what is missing.";
          case EXHAUSTED -> " Someone must add money or wait for the reset.";
          case NO_PLAN, NOT_AVAILABLE, UNREADABLE, RATE_LIMITED, UNREACHABLE ->
              " It is asked again by itself; until it answers, nothing newer is known.";
        };
    var reason = failure.reason().strip();
    var sentence = reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
    return Prose.of(sentence + (sentence.endsWith(".") ? "" : ".") + failed(times) + next);
  }

  private static String failed(int times) {
    return times > 1 ? " It failed " + times + " times in a row." : "";
  }
}
