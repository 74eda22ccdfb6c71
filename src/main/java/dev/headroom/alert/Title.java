package dev.headroom.alert;

import dev.headroom.alert.Notice.Stage;
import dev.headroom.usage.Failure;
import java.util.Locale;

/// The fact in one line, as a phone's notification shows it.
final class Title {

  private Title() {}

  static String of(Notice notice) {
    var key = notice.state().key();
    var fact =
        notice
            .fact()
            .map(Title::of)
            .orElseGet(() -> key.scope() + ": " + lower(key.subject()) + ending(notice));
    return notice.stage() instanceof Stage.Reminder ? fact + ", still" : fact;
  }

  private static String of(Fact fact) {
    return switch (fact) {
      case Fact.OfQuota(var account, var quota) ->
          account.id()
              + ": "
              + quota.usedPercent().map(share -> Amount.percent(share) + " of ").orElse("")
              + lower(quota.name())
              + " used";
      case Fact.OfBalance(var account, var balance) ->
          account.id() + ": " + lower(balance.name()) + (balance.depleted() ? " gone" : " is back");
      case Fact.OfBudget(var budget, var spent, var until) ->
          "%s: %s of %s budget spent"
              .formatted(
                  budget.scope().toText(),
                  Amount.percent(BudgetReading.percent(budget, spent)),
                  budget.rhythm().name().toLowerCase(Locale.ROOT));
      case Fact.OfFailure(var account, var failure, var times) ->
          account.id() + ": " + problem(failure.kind());
      case Fact.OfAnswer(var account) -> account.id() + ": readable again";
    };
  }

  private static String problem(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> "key refused";
      case FORBIDDEN -> "access forbidden";
      case EXHAUSTED -> "provider refuses to serve";
      case NO_PLAN -> "no plan to read";
      case RATE_LIMITED -> "asked too often";
      case NOT_AVAILABLE -> "not found at the provider";
      case UNREACHABLE -> "can't be reached";
      case UNREADABLE -> "answer can't be read";
    };
  }

  private static String ending(Notice notice) {
    return notice.stage() instanceof Stage.Ended(var ending) ? " " + ending.word() : "";
  }

  /// `Monthly spend` inside a sentence is `monthly spend`, but `API requests` stays.
  private static String lower(String name) {
    return name.length() > 1 && Character.isLowerCase(name.charAt(1))
        ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
        : name;
  }
}
