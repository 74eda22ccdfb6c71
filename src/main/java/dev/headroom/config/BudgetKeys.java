package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.config.Scalar.Parsed;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An item of `budgets`.
final class BudgetKeys {

  private static final Key<Budget.Rhythm> PERIOD =
      Key.of(
          "period",
          Values.word(Budget.Rhythm.class),
          "daily, weekly or monthly, starting at midnight in timezone; monthly");
  private static final Key<Money> LIMIT =
      Key.required("limit", Amounts.money(), "an amount with its currency, like 500 USD");
  private static final Key<List<BigDecimal>> WARN_AT =
      Key.of(
          "warn-at",
          new ListOf<>(Values.share()),
          "the used shares at which it speaks before the end; [50%, 80%]");

  private static final List<BigDecimal> DEFAULT_WARN_AT =
      List.of(BigDecimal.valueOf(50), BigDecimal.valueOf(80));

  private final Names names;
  private final Instant now;
  private final Key<Scope> scope;

  private BudgetKeys(Names names, Instant now) {
    this.names = names;
    this.now = now;
    scope =
        Key.required(
            "for",
            Scalar.of(Schema.text(), this::scope),
            "the id of an account, provider:openai, owner:team, or all");
  }

  static Shape<Budget> shape(Names names, Instant now) {
    var keys = new BudgetKeys(names, now);
    return Shape.of(keys::bind, keys.scope, PERIOD, LIMIT, WARN_AT);
  }

  private Optional<Budget> bind(Section section) {
    var about = section.require(scope);
    var limit = section.require(LIMIT);
    var rhythm = section.get(PERIOD, Budget.Rhythm.MONTHLY);
    var warnAt = section.get(WARN_AT, DEFAULT_WARN_AT);
    return about.flatMap(
        covered -> limit.map(money -> new Budget(covered, rhythm, money, warnAt, "config", now)));
  }

  private Parsed<Scope> scope(String text) {
    var scope = Scope.parse(text);
    var known =
        switch (scope) {
          case Scope.All() -> true;
          case Scope.OfProvider(var provider) -> names.providers().containsKey(provider);
          case Scope.OfOwner(var owner) -> names.owners().containsKey(owner);
          case Scope.OfAccount(var account) -> names.accounts().containsKey(account);
        };
    return known
        ? new Fits<>(scope)
        : new Misfit<>(
            "be an account's id, provider:…, owner:… or all, with an account it is about",
            Problems.hint(text, scopes()));
  }

  private List<String> scopes() {
    var scopes = new ArrayList<>(names.accounts().keySet());
    names.providers().keySet().forEach(provider -> scopes.add("provider:" + provider));
    names.owners().keySet().forEach(owner -> scopes.add("owner:" + owner));
    scopes.add("all");
    return scopes;
  }

  /// Reports a second budget of one scope and period, also beside budgets with other problems.
  static void reportTwins(Section section, List<Yaml> items) {
    var seen = new HashSet<String>();
    for (var item : items) {
      if (item instanceof Yaml.Fields fields
          && text(fields, "for")
              .filter(about -> !seen.add(about + " " + period(fields)))
              .isPresent()) {
        section.problem(item, "must be the only budget for its scope and period");
      }
    }
  }

  private static String period(Yaml.Fields fields) {
    return text(fields, "period")
        .orElseGet(() -> Budget.Rhythm.MONTHLY.name().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> text(Yaml.Fields fields, String key) {
    return fields.fields().get(key) instanceof Yaml.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
