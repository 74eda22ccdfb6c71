package dev.headroom.command;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is said about budgets. A confirmation names what changed: the old and the new.
final class BudgetAnswers {

  private static final BigDecimal FULL = BigDecimal.valueOf(100);
  private static final int MOST_LINES = 12;
  private static final Pattern SIGNATURE =
      Pattern.compile("(?<platform>[a-z]+):.* \\((?<name>.*)\\)");
  private static final Comparator<BudgetView> FULLEST =
      Comparator.comparing((BudgetView view) -> share(view).orElse(BigDecimal.ONE.negate()))
          .reversed()
          .thenComparing(view -> view.budget().scope().toText())
          .thenComparing(view -> view.budget().rhythm());

  private BudgetAnswers() {}

  static Message list(List<BudgetView> budgets, Instant now) {
    if (budgets.isEmpty()) {
      return Problem.of("No budget is set.", "/budget set all monthly 500 USD");
    }
    var fullest = budgets.stream().sorted(FULLEST).toList();
    var tones = fullest.stream().map(BudgetAnswers::tone).toList();
    var over = tones.stream().filter(Tone.CRITICAL::equals).count();
    var near = tones.stream().filter(Tone.WARNING::equals).count();
    var title = "Budgets: " + counts(over, near, budgets.size());
    var tone = over > 0 ? Tone.CRITICAL : near > 0 ? Tone.WARNING : Tone.GOOD;
    var lines = new ArrayList<Prose>();
    fullest.stream().limit(MOST_LINES).forEach(view -> lines.add(line(view, now)));
    if (fullest.size() > MOST_LINES) {
      lines.add(Prose.of("and " + (fullest.size() - MOST_LINES) + " more"));
    }
    var bars = fullest.stream().limit(MOST_LINES).map(view -> bar(view, budgets)).toList();
    return new Message(
        title,
        fullest.stream().allMatch(view -> view.spent().isEmpty()) ? Tone.UNKNOWN : tone,
        List.of(new Block.Title(title), new Block.Bars(bars), new Block.Text(Lines.all(lines))),
        List.of(
            new Button("Refresh", BudgetCommand.NAME, "list", Button.Effect.REPLACE),
            new Button("Share", BudgetCommand.NAME, "list", Button.Effect.SHARE)));
  }

  static Message set(
      Budget budget, Optional<Budget> replaced, Optional<BudgetView> spent, Instant now) {
    var what = what(budget);
    var old = replaced.map(it -> Figures.exact(it.limit())).orElse("none");
    var limit = Figures.exact(budget.limit());
    var change = old.equals(limit) ? limit : old + " → " + limit;
    var warns = replaced.filter(it -> !it.warnAt().equals(budget.warnAt()));
    var asBefore = old.equals(limit) && warns.isEmpty();
    var changed = asBefore ? "Budget as before" : "Budget changed";
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(replaced.isPresent() ? changed : "Budget set"));
    blocks.add(
        new Block.Text(
            new Prose(List.of())
                .strong(what + ": " + change)
                .words(
                    "\nWarns at "
                        + warns.map(it -> shares(it) + " → ").orElse("")
                        + shares(budget))));
    spent.ifPresent(view -> blocks.add(new Block.Bars(List.of(bar(view, List.of(view))))));
    spent.ifPresent(view -> blocks.add(new Block.Text(line(view, now))));
    if (spent.isEmpty()) {
      blocks.add(new Block.Note(Prose.of("Set by " + who(budget.setBy()))));
    }
    return new Message(
        "Budget of " + what + ": " + change,
        Tone.GOOD,
        blocks,
        List.of(new Button("All budgets", BudgetCommand.NAME, "list", Button.Effect.REPLY)));
  }

  static Message removed(Budget budget) {
    var change = what(budget) + ": " + Figures.exact(budget.limit()) + " → none";
    return new Message(
        "Budget removed: " + change,
        Tone.NEUTRAL,
        List.of(
            new Block.Title("Budget removed"),
            new Block.Text(new Prose(List.of()).strong(change)),
            new Block.Note(
                Prose.of(
                    "It was set by "
                        + who(budget.setBy())
                        + ". If the config file has one, that counts again."))),
        List.of(new Button("All budgets", BudgetCommand.NAME, "list", Button.Effect.REPLY)));
  }

  static Message refusal(Caller caller) {
    var who =
        switch (caller.platform()) {
          case "slack" ->
              "workspace admins and owners, or those under slack.admins in the config file";
          case "discord" ->
              "members with Manage Server, or those under discord.admins in the config file";
          default -> "admins";
        };
    return Message.problem(
        "Only admins may change budgets: " + who + ". Nothing was changed; ask one of them.");
  }

  private static String counts(long over, long near, int all) {
    var parts = new ArrayList<String>();
    if (over > 0) {
      parts.add(over + " used up");
    }
    if (near > 0) {
      parts.add(near + " near");
    }
    return parts.isEmpty() ? all + " set" : String.join(", ", parts);
  }

  /// Named by what it is for, and by its period too where that alone does not tell it apart.
  private static Bar bar(BudgetView view, List<BudgetView> among) {
    var scope = view.budget().scope();
    var alike = among.stream().filter(it -> it.budget().scope().equals(scope)).count();
    return new Bar(
        alike > 1
            ? Scopes.label(scope) + " " + BudgetCommand.word(view.budget().rhythm())
            : scope.toText(),
        share(view).map(Figures::bar),
        share(view).isPresent() ? "" : "no spend",
        tone(view));
  }

  /// "**openai-prod monthly** $324 of $500, starts anew in 9d 10h, on Dec 1, set by ada on slack".
  private static Prose line(BudgetView view, Instant now) {
    var budget = view.budget();
    var limit = Figures.exact(budget.limit());
    var spent =
        view.spent()
            .map(money -> Figures.money(money) + " of " + limit)
            .orElse("no " + budget.limit().currency() + " spend reported, limit " + limit);
    var line = Prose.of(tone(view).emoji() + " ").strong(what(budget)).words(" " + spent);
    return Times.until(line, "starts anew", view.until(), now)
        .words("; set by " + who(budget.setBy()));
  }

  private static Tone tone(BudgetView view) {
    return share(view)
        .map(share -> {
          if (share.compareTo(FULL) >= 0) {
            return Tone.CRITICAL;
          }
          var warned = view.budget().warnAt().stream().anyMatch(at -> share.compareTo(at) >= 0);
          return warned ? Tone.WARNING : Tone.GOOD;
        })
        .orElse(Tone.UNKNOWN);
  }

  private static Optional<BigDecimal> share(BudgetView view) {
    return view.spent().map(spent -> Figures.share(spent.amount(), view.budget().limit().amount()));
  }

  private static String what(Budget budget) {
    var scope = budget.scope() instanceof Scope.All ? "all accounts" : budget.scope().toText();
    return scope + " " + BudgetCommand.word(budget.rhythm());
  }

  private static String shares(Budget budget) {
    return budget.warnAt().stream()
        .map(share -> share.stripTrailingZeros().toPlainString() + "%")
        .collect(Collectors.joining(", "));
  }

  private static String who(String setBy) {
    var signature = SIGNATURE.matcher(setBy);
    if (signature.matches()) {
      return signature.group("name") + " on " + signature.group("platform");
    }
    return setBy.equals("config") ? "the config file" : setBy;
  }
}
