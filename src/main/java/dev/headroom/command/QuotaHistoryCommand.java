package dev.headroom.command;

import dev.headroom.message.Message;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Scope;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import dev.headroom.view.Refresh;
import dev.headroom.view.Views;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `/quota-history`: how a metric went, as a chart with its finding in words.
public final class QuotaHistoryCommand implements Command {

  static final String NAME = "quota-history";

  private static final List<String> METRICS =
      Arrays.stream(Metric.values()).map(QuotaHistoryCommand::word).toList();
  private static final List<String> RANGES =
      Arrays.stream(Range.values()).map(Range::word).toList();
  private static final Grammar GRAMMAR =
      new Grammar(
          NAME,
          "Cost, tokens, requests or quota over time, as a chart",
          List.of(
              new Grammar.Form(
                  "",
                  "A chart over time. Without words: everybody's cost in 30 days.",
                  List.of(
                      new Grammar.Parameter(
                          "scope",
                          "An account, a provider, owner:name or all",
                          Grammar.Kind.SCOPE,
                          false,
                          List.of()),
                      new Grammar.Parameter(
                          "metric", "What to count", Grammar.Kind.CHOICE, false, METRICS),
                      new Grammar.Parameter(
                          "range", "How far back", Grammar.Kind.CHOICE, false, RANGES)))));

  private final Views views;
  private final Refresh refresh;

  public QuotaHistoryCommand(Views views, Refresh refresh) {
    this.views = views;
    this.refresh = refresh;
  }

  @Override
  public Grammar grammar() {
    return GRAMMAR;
  }

  @Override
  public Message answer(Invocation invocation) {
    var own = Stream.concat(METRICS.stream(), RANGES.stream()).toList();
    return Scopes.of(views.accounts())
        .answer(
            invocation.value("scope").orElse("all"),
            own,
            "/" + NAME + " help",
            scope -> answer(scope, invocation));
  }

  static String word(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  private Message answer(Scope scope, Invocation invocation) {
    if (invocation.fresh()) {
      refresh.refresh(scope);
    }
    var metric =
        invocation
            .value("metric")
            .map(word -> Metric.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Metric.COST);
    var range = invocation.value("range").flatMap(QuotaHistoryCommand::range).orElse(Range.MONTH);
    var question = new HistoryQuestion(scope, metric, range, invocation.at());
    var totals = new Totals(views.history(question));
    if (totals.isEmpty()) {
      return HistoryAnswer.nothing(question);
    }
    var answer = new HistoryAnswer(totals, limit(totals.history(), invocation));
    return answer.message(before(question));
  }

  private static Optional<Range> range(String word) {
    return Arrays.stream(Range.values()).filter(range -> range.word().equals(word)).findFirst();
  }

  /// The same range once more before this one; shares don't add up, so they have none.
  private Optional<Totals> before(HistoryQuestion question) {
    if (question.metric() == Metric.QUOTA) {
      return Optional.empty();
    }
    var end = question.now().minus(question.range().length());
    return Optional.of(
        new Totals(
            views.history(
                new HistoryQuestion(question.scope(), question.metric(), question.range(), end))));
  }

  /// The dashed line: all of a quota, or a day's budget where a slot is a day.
  private Optional<BigDecimal> limit(History history, Invocation invocation) {
    var question = history.question();
    if (question.metric() == Metric.QUOTA) {
      return Optional.of(BigDecimal.valueOf(100));
    }
    if (question.metric() != Metric.COST || question.range() == Range.DAY) {
      return Optional.empty();
    }
    return views.budgets(invocation.at()).stream()
        .map(view -> view.budget())
        .filter(budget -> budget.rhythm() == Budget.Rhythm.DAILY)
        .filter(budget -> budget.scope().equals(question.scope()))
        .filter(budget -> budget.limit().currency().equals(history.unit()))
        .map(budget -> budget.limit().amount())
        .findFirst();
  }
}
