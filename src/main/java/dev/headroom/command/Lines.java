package dev.headroom.command;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import dev.headroom.usage.Money;
import dev.headroom.view.AccountView;
import dev.headroom.view.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Lines of prose that several answers share.
final class Lines {

  private Lines() {}

  /// Both, the second on a line of its own.
  static Prose join(Prose above, Prose below) {
    if (above.spans().isEmpty()) {
      return below;
    }
    var spans = new ArrayList<Span>(above.spans());
    spans.add(new Span.Words("\n"));
    spans.addAll(below.spans());
    return new Prose(spans);
  }

  /// Both, the second behind a dot, in small print.
  static Prose beside(Prose first, Optional<Prose> second) {
    if (second.isEmpty()) {
      return first;
    }
    var spans = new ArrayList<Span>(first.spans());
    spans.add(new Span.Words(" · "));
    spans.addAll(second.get().spans());
    return new Prose(spans);
  }

  static Prose all(List<Prose> lines) {
    return lines.stream().reduce(new Prose(List.of()), Lines::join);
  }

  /// "Spent $36.34 today (UTC), $1,379 this month": vendors begin their days by that clock.
  static String spending(Spending spending) {
    var parts = new ArrayList<String>();
    spending.today().ifPresent(money -> parts.add(Figures.money(money) + " today (UTC)"));
    spending.monthToDate().ifPresent(money -> parts.add(Figures.money(money) + " this month"));
    return "Spent " + String.join(", ", parts);
  }

  /// "Balance $15.70", by currency over all accounts; empty where none tells one.
  static Optional<String> balances(List<AccountView> views) {
    var sums = new TreeMap<String, Money>();
    for (var view : views) {
      for (var balance : view.balances()) {
        sums.merge(balance.amount().currency(), balance.amount(), Money::plus);
      }
    }
    return sums.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Balance "
                + sums.values().stream().map(Figures::money).collect(Collectors.joining(", ")));
  }
}
