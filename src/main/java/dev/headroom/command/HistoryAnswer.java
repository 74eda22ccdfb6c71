package dev.headroom.command;

import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Scope;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A history in words and as a chart. The words state the finding, so that they do without the
/// picture, and claim only what the numbers hold.
final class HistoryAnswer {

  private static final int TITLE = 33;

  private final Totals totals;
  private final Optional<BigDecimal> limit;
  private final HistoryQuestion question;
  private final String unit;

  /// @param totals of a history that has values
  HistoryAnswer(Totals totals, Optional<BigDecimal> limit) {
    this.totals = totals;
    this.limit = limit;
    this.question = totals.history().question();
    this.unit = totals.history().unit();
  }

  /// Says that there is nothing, and where there may be something.
  static Message nothing(HistoryQuestion question) {
    var metric = QuotaHistoryCommand.word(question.metric());
    var sentence =
        "No %s of %s was reported in the last %s."
            .formatted(metric, Scopes.label(question.scope()), range(question));
    var instead = question.metric() == Metric.TOKENS ? "quota" : "tokens";
    var example = arguments(question, instead);
    var prose = Prose.of(sentence + " Try ").code("/" + QuotaHistoryCommand.NAME + " " + example);
    return new Message(
        sentence,
        Tone.UNKNOWN,
        List.of(new Block.Title(title(question)), new Block.Text(prose)),
        Offers.fitting(
            new Button(
                instead.equals("quota") ? "Quota" : "Tokens",
                QuotaHistoryCommand.NAME,
                example,
                Button.Effect.REPLY)));
  }

  Message message(Optional<Totals> before) {
    var finding =
        question.metric() == Metric.QUOTA
            ? Finding.ofShares(totals)
            : Finding.ofSums(totals, before);
    var history = totals.history();
    var step = question.range() == Range.DAY ? Chart.Step.HOUR : Chart.Step.DAY;
    var chart = new Chart(finding, unit, step, history.slots(), totals.layers(), limit);
    var title = title(question);
    return new Message(
        title + ": " + finding,
        Tone.NEUTRAL,
        List.of(
            new Block.Title(title),
            new Block.Text(new Prose(List.of()).strong(finding)),
            new Block.Text(figures()),
            chart,
            new Block.Note(Prose.of(String.join(" · ", notes())))),
        Offers.forHistory(
            question.scope(),
            QuotaHistoryCommand.word(question.metric()) + " " + question.range().word()));
  }

  private Prose figures() {
    var slots = question.range() == Range.DAY ? " an hour" : " a day";
    var per = question.metric() == Metric.QUOTA ? "" : slots;
    var average = totals.average().map(it -> Figures.amount(it, unit)).orElse("unknown");
    var peak = totals.peak();
    var slot = totals.history().slots().get(peak);
    var most = totals.bySlot().get(peak).map(it -> Figures.amount(it, unit)).orElse("unknown");
    var words = Prose.of("Average %s%s, peak %s ".formatted(average, per, most));
    return question.range() == Range.DAY
        ? Times.at(words, slot, question.now())
        : words.words("on " + Times.utcDay(slot));
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    var history = totals.history();
    var snapshots = Figures.count(BigDecimal.valueOf(history.snapshots()));
    notes.add(snapshots + (history.snapshots() == 1 ? " snapshot" : " snapshots"));
    if (question.range() != Range.DAY) {
      notes.add("UTC days");
    }
    var gaps = history.slots().size() - totals.filled();
    if (gaps > 0) {
      var slots = question.range() == Range.DAY ? "hours" : "days";
      var have = gaps == 1 ? "has" : "have";
      notes.add("%d of %d %s %s no reading".formatted(gaps, history.slots().size(), slots, have));
    }
    totals
        .highestLeftOut()
        .ifPresent(most -> notes.add("others peaked at " + Figures.percent(most) + " at most"));
    if (!history.leftOut().isEmpty()) {
      notes.add("not in it, as money is not converted: " + String.join(", ", history.leftOut()));
    }
    if (question.metric() == Metric.COST) {
      limit.ifPresent(
          most -> notes.add("line: budget of " + Figures.amount(most, unit) + " a day"));
    }
    return notes;
  }

  private static String title(HistoryQuestion question) {
    var word = QuotaHistoryCommand.word(question.metric());
    var metric = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    var range = "last " + range(question);
    var scoped = metric + " of " + Scopes.label(question.scope()) + ", " + range;
    var plain = metric + ", " + range;
    return question.scope() instanceof Scope.All || scoped.length() > TITLE ? plain : scoped;
  }

  static String range(HistoryQuestion question) {
    return question.range() == Range.DAY
        ? "24 hours"
        : question.range().length().toDays() + " days";
  }

  private static String arguments(HistoryQuestion question, String metric) {
    return Scopes.typed(question.scope()) + " " + metric + " " + question.range().word();
  }
}
