package dev.headroom.command;

import dev.headroom.message.Prose;
import dev.headroom.usage.Quota;
import dev.headroom.view.QuotaView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One quota in a line: "**Monthly spend** $639.67 of $781, 81% used, resets in 9d 10h, on Dec 1".
final class QuotaLine {

  private static final int MOST_NAMES = 3;

  private QuotaLine() {}

  static Prose of(QuotaView view, Instant now) {
    var quota = view.quota();
    var line = new Prose(List.of()).strong(quota.name()).words(" " + figures(view));
    if (quota.resetsAt().isPresent() && !view.reset()) {
      line = Times.until(line, "resets", quota.resetsAt().get(), now);
    }
    if (!quota.members().isEmpty()) {
      line = line.words("; for " + few(quota.members()));
    }
    return quota.note().isPresent() ? line.words(" (" + quota.note().get() + ")") : line;
  }

  private static String figures(QuotaView view) {
    var quota = view.quota();
    if (view.reset()) {
      return limit(quota).map(most -> "limit " + most + ", ").orElse("")
          + "reset, waiting for fresh data";
    }
    var percent = view.usedPercent().map(share -> Figures.percent(share) + " used");
    var blocked = quota.blocked() ? ", blocked by the provider" : "";
    if (quota.unit().equals(Quota.PERCENT) || quota.used().isEmpty()) {
      var limit = limit(quota).map(most -> "limit " + most + ", ").orElse("");
      return limit + percent.orElse("use not told") + blocked;
    }
    var used = Figures.number(quota.used().get(), quota.unit());
    var of =
        limit(quota)
            .map(most -> used + " of " + most)
            .orElseGet(
                () -> Figures.amount(quota.used().get(), quota.unit()) + " used, limit not told");
    return of
        + percent.filter(it -> quota.limit().isPresent()).map(it -> ", " + it).orElse("")
        + blocked;
  }

  private static Optional<String> limit(Quota quota) {
    var per =
        quota.used().isEmpty()
            ? quota.window().map(window -> " per " + Times.unit(window)).orElse("")
            : "";
    return quota
        .limit()
        .filter(most -> !quota.unit().equals(Quota.PERCENT))
        .map(most -> Figures.amount(most, quota.unit()) + per);
  }

  private static String few(List<String> names) {
    var more = names.size() - MOST_NAMES;
    var few = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return more > 0 ? few + " and " + more + " more" : few;
  }
}
