package dev.headroom.command;

import dev.headroom.message.Message;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Budget.Rhythm;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import dev.headroom.view.Budgets;
import dev.headroom.view.Views;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/budget`: what the team allows itself. Everyone reads; admins set and remove.
public final class BudgetCommand implements Command {

  static final String NAME = "budget";

  private static final Logger LOG = LoggerFactory.getLogger(BudgetCommand.class);
  private static final List<BigDecimal> WARN_AT = List.of(BigDecimal.valueOf(80));
  private static final List<String> PERIODS =
      Arrays.stream(Rhythm.values()).map(BudgetCommand::word).toList();
  private static final Grammar.Parameter SCOPE =
      new Grammar.Parameter(
          "scope",
          "An account, a provider, owner:name or all",
          Grammar.Kind.SCOPE,
          true,
          List.of());
  private static final Grammar GRAMMAR =
      new Grammar(
          NAME,
          "What the team allows itself to spend",
          List.of(
              new Grammar.Form(
                  "set",
                  "Sets a budget or changes it; admins only. Warns at 80% unless told.",
                  List.of(
                      SCOPE,
                      new Grammar.Parameter(
                          "period", "When it starts anew", Grammar.Kind.CHOICE, true, PERIODS),
                      new Grammar.Parameter(
                          "amount", "Like 500 USD", Grammar.Kind.AMOUNT, true, List.of()),
                      new Grammar.Parameter(
                          "warn-at", "Like 50%,80%", Grammar.Kind.PERCENTS, false, List.of()))),
              new Grammar.Form("list", "All budgets and what is spent.", List.of()),
              new Grammar.Form(
                  "remove",
                  "Removes a budget that was set in chat; admins only.",
                  List.of(
                      SCOPE,
                      new Grammar.Parameter(
                          "period",
                          "Which one, if several",
                          Grammar.Kind.CHOICE,
                          false,
                          PERIODS)))));

  private final Views views;
  private final Budgets budgets;

  public BudgetCommand(Views views, Budgets budgets) {
    this.views = views;
    this.budgets = budgets;
  }

  @Override
  public Grammar grammar() {
    return GRAMMAR;
  }

  @Override
  public Message answer(Invocation invocation) {
    return switch (invocation.form()) {
      case "set" -> set(invocation);
      case "remove" -> remove(invocation);
      default -> BudgetAnswers.list(views.budgets(invocation.at()), invocation.at());
    };
  }

  static String word(Rhythm rhythm) {
    return rhythm.name().toLowerCase(Locale.ROOT);
  }

  private Message set(Invocation invocation) {
    var typed = invocation.value("amount").orElse("");
    var amount = Amounts.money(typed);
    if (amount.isEmpty() || amount.get().amount().signum() <= 0) {
      var fault =
          amount.isEmpty() ? Amounts.UNREADABLE : " must be more than nothing. " + Amounts.FORMS;
      return Message.problem(Problem.quote(typed) + fault);
    }
    var warnings = invocation.value("warn-at");
    var warnAt = warnings.isEmpty() ? Optional.of(WARN_AT) : warnings.flatMap(Amounts::shares);
    if (warnAt.isEmpty()) {
      return Message.problem(Problem.quote(warnings.orElse("")) + Amounts.NO_SHARE);
    }
    return Scopes.of(views.accounts())
        .answer(
            invocation.value("scope").orElse(""),
            PERIODS,
            "/budget help",
            scope -> set(scope, amount.get(), warnAt.get(), invocation));
  }

  private Message set(Scope scope, Money limit, List<BigDecimal> warnAt, Invocation invocation) {
    var caller = invocation.caller();
    if (!caller.admin().getAsBoolean()) {
      return BudgetAnswers.refusal(caller);
    }
    var rhythm = Rhythm.valueOf(invocation.value("period").orElse("").toUpperCase(Locale.ROOT));
    var budget = new Budget(scope, rhythm, limit, warnAt, caller.signature(), invocation.at());
    var replaced = budgets.set(budget);
    LOG.info(
        "budget=set scope={} period={} limit={} {} by={}",
        scope.toText(),
        word(rhythm),
        limit.amount(),
        limit.currency(),
        caller.signature());
    return BudgetAnswers.set(budget, replaced, spent(budget, invocation), invocation.at());
  }

  /// What is spent of it so far. The budget is set by now, so that not knowing this is no failure.
  private Optional<BudgetView> spent(Budget budget, Invocation invocation) {
    try {
      return views.budgets(invocation.at()).stream()
          .filter(view -> isSame(view.budget(), budget.scope(), budget.rhythm()))
          .findFirst();
    } catch (Views.Unavailable e) {
      LOG.warn("budget=set spent=unknown reason=\"{}\"", e.getMessage());
      return Optional.empty();
    }
  }

  private Message remove(Invocation invocation) {
    var existing = views.budgets(invocation.at()).stream().map(BudgetView::budget).toList();
    var typed = invocation.value("scope").orElse("");
    return existing.stream()
        .map(Budget::scope)
        .filter(scope -> scope.toText().equalsIgnoreCase(typed))
        .findFirst()
        .map(scope -> remove(scope, existing, invocation))
        .orElseGet(() ->
            Scopes.of(views.accounts())
                .answer(
                    typed, PERIODS, "/budget list", scope -> remove(scope, existing, invocation)));
  }

  private Message remove(Scope scope, List<Budget> existing, Invocation invocation) {
    var period = invocation.value("period");
    var matching =
        existing.stream()
            .filter(budget -> budget.scope().equals(scope))
            .filter(budget -> period.isEmpty() || period.get().equals(word(budget.rhythm())))
            .toList();
    if (matching.isEmpty()) {
      return Problem.of(
          "No %sbudget is set for %s."
              .formatted(period.map(it -> it + " ").orElse(""), Scopes.label(scope)),
          "/budget list");
    }
    if (matching.size() > 1) {
      return Problem.of(
          "Several budgets are set for " + Scopes.label(scope) + "; say which.",
          "/budget remove " + Scopes.typed(scope) + " " + word(matching.getFirst().rhythm()));
    }
    return remove(matching.getFirst(), invocation);
  }

  private Message remove(Budget budget, Invocation invocation) {
    var caller = invocation.caller();
    if (!caller.admin().getAsBoolean()) {
      return BudgetAnswers.refusal(caller);
    }
    var removed =
        budgets.remove(budget.scope(), budget.rhythm(), caller.signature(), invocation.at());
    if (removed.isEmpty()) {
      return Message.problem(
          "The %s budget of %s comes from the config file. Remove it there."
              .formatted(word(budget.rhythm()), Scopes.label(budget.scope())));
    }
    LOG.info(
        "budget=removed scope={} period={} by={}",
        budget.scope().toText(),
        word(budget.rhythm()),
        caller.signature());
    return BudgetAnswers.removed(removed.get());
  }

  private static boolean isSame(Budget budget, Scope scope, Rhythm rhythm) {
    return budget.scope().equals(scope) && budget.rhythm() == rhythm;
  }
}
