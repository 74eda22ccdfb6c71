package dev.headroom.command;

import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// What a history shows, in one sentence.
final class Finding {

  private static final BigDecimal MUCH = BigDecimal.valueOf(900);

  private Finding() {}

  /// "$6,912 in total, 8% more than the 30 days before; most: groq, $1,980".
  static String ofSums(Totals totals, Optional<Totals> before) {
    var unit = totals.history().unit();
    var total = totals.total().orElse(BigDecimal.ZERO);
    var compared =
        before
            .filter(earlier -> isComparable(totals, earlier))
            .flatMap(Totals::total)
            .filter(earlier -> earlier.signum() > 0)
            .map(earlier ->
                ", %s the %s before"
                    .formatted(
                        change(total, earlier), HistoryAnswer.range(totals.history().question())))
            .orElse("");
    return Figures.amount(total, unit) + " in total" + compared + most(totals, unit);
  }

  /// "openai-prod peaked at 97% on Nov 12, now 41%".
  static String ofShares(Totals totals) {
    var highest = totals.ranked().getFirst();
    var history = totals.history();
    var slots = highest.values();
    var most = totals.total(highest).orElse(BigDecimal.ZERO);
    var day = slots.indexOf(Optional.of(most));
    var when =
        history.question().range() == Range.DAY
            ? ""
            : " on " + Times.utcDay(history.slots().get(day));
    var now = slots.getLast().map(share -> ", now " + Figures.percent(share)).orElse("");
    return highest.account() + " peaked at " + Figures.percent(most) + when + now;
  }

  /// Whether the range before was read as completely, so that a comparison is fair.
  private static boolean isComparable(Totals totals, Totals before) {
    return before.history().unit().equals(totals.history().unit())
        && before.filled() >= totals.filled();
  }

  private static String change(BigDecimal now, BigDecimal before) {
    var difference = Figures.share(now.subtract(before).abs(), before);
    if (difference.compareTo(BigDecimal.ONE) < 0) {
      return "about as much as";
    }
    if (difference.compareTo(MUCH) >= 0) {
      return Figures.count(now.divide(before, 0, RoundingMode.DOWN)) + " times";
    }
    var word = now.compareTo(before) > 0 ? "more" : "less";
    return Figures.percent(difference) + " " + word + " than";
  }

  private static String most(Totals totals, String unit) {
    var ranked = totals.ranked();
    var first = ranked.getFirst();
    var sum = totals.total(first).orElse(BigDecimal.ZERO);
    return ranked.size() < 2 || sum.signum() <= 0
        ? ""
        : "; most: " + first.account() + ", " + Figures.amount(sum, unit);
  }
}
