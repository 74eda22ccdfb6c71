package dev.headroom.command;

import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Scope;
import dev.headroom.usage.Status;
import dev.headroom.view.AccountView;
import dev.headroom.view.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Several accounts on one phone screen: a bar for each, then a line for each that needs a look.
final class QuotaOverview {

  private static final int MOST_BARS = 25;
  private static final int MOST_LINES = 6;
  private static final int TITLE = 33;

  private final Scope scope;
  private final List<AccountView> views;
  private final List<AccountView> troubled;
  private final Instant now;

  /// @param views worst first
  QuotaOverview(Scope scope, List<AccountView> views, Instant now) {
    this.scope = scope;
    this.views = views;
    this.troubled = views.stream().filter(Standing::isTroubled).toList();
    this.now = now;
  }

  Message message(Optional<Prose> refreshed) {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title()));
    blocks.add(
        new Block.Bars(
            views.stream().limit(MOST_BARS).map(view -> Standing.bar(view, now)).toList()));
    if (!troubled.isEmpty()) {
      blocks.add(new Block.Text(lines()));
    }
    money().ifPresent(money -> blocks.add(new Block.Text(Prose.of(money))));
    blocks.add(new Block.Note(note(refreshed)));
    return new Message(summary(), tone(), blocks, Offers.forQuota(scope));
  }

  Tone tone() {
    return views.stream()
        .map(view -> Standing.tone(view.status()))
        .max(Comparator.comparingInt(QuotaOverview::weight))
        .orElse(Tone.NEUTRAL);
  }

  /// What can't be read weighs more than a warning and less than what is nearly gone.
  private static int weight(Tone tone) {
    return switch (tone) {
      case NEUTRAL -> 0;
      case GOOD -> 1;
      case WARNING -> 2;
      case UNKNOWN -> 3;
      case CRITICAL -> 4;
      case EXHAUSTED -> 5;
    };
  }

  String title() {
    if (views.size() == 1) {
      return single(views.getFirst());
    }
    var start = scope instanceof Scope.All ? "Quota" : "Quota " + Scopes.label(scope);
    var counts = new ArrayList<String>();
    count(Status.EXHAUSTED, counts);
    count(Status.CRITICAL, counts);
    count(Status.WARNING, counts);
    var hidden = troubled.stream().filter(view -> Standing.tone(view.status()) == Tone.UNKNOWN);
    var unread = hidden.count();
    if (unread > 0) {
      counts.add(unread + " unread");
    }
    if (counts.isEmpty()) {
      counts.add("all " + views.size() + " ok");
    }
    while (counts.size() > 1 && (start + ": " + String.join(", ", counts)).length() > TITLE) {
      counts.removeLast();
    }
    var title = start + ": " + String.join(", ", counts);
    return title.length() <= TITLE ? title : "Quota: " + counts.getFirst();
  }

  /// "openai-prod: critical, 92% used", as far as it fits.
  private static String single(AccountView view) {
    var share = view.share().map(it -> ", " + Figures.percent(it) + " used").orElse("");
    var word = view.status().word();
    var id = view.account().id();
    if ((id + ": " + word + share).length() <= TITLE) {
      return id + ": " + word + share;
    }
    var name = id.substring(0, Math.min(id.length(), TITLE - word.length() - 2));
    return name + ": " + word;
  }

  private void count(Status status, List<String> counts) {
    var count = views.stream().filter(view -> view.status() == status).count();
    if (count > 0) {
      counts.add(count + " " + status.word());
    }
  }

  String summary() {
    if (troubled.isEmpty() && views.size() > 1) {
      return "Quota: all " + views.size() + " accounts ok" + tightest();
    }
    var told = troubled.isEmpty() ? views : troubled;
    var first = told.stream().limit(2).map(QuotaOverview::brief).collect(Collectors.joining(", "));
    var rest = troubled.size() > 2 ? " and " + (troubled.size() - 2) + " more" : "";
    return "Quota: " + first + rest;
  }

  private String tightest() {
    var first = views.getFirst();
    return first
        .share()
        .map(share -> ", the tightest is " + first.account().id() + " at " + Figures.percent(share))
        .orElse("");
  }

  private static String brief(AccountView view) {
    var share = view.share().filter(ignored -> view.trouble().isEmpty());
    return share.isPresent() && view.status() != Status.EXHAUSTED
        ? view.account().id() + " at " + Figures.percent(share.get())
        : view.account().id() + " " + view.status().word();
  }

  private Prose lines() {
    var prose = new Prose(List.of());
    for (var view : troubled.stream().limit(MOST_LINES).toList()) {
      var line = Standing.line(view, now);
      prose = Lines.join(prose, line);
    }
    var more = troubled.size() - MOST_LINES;
    return more > 0 ? Lines.join(prose, Prose.of("and " + more + " more")) : prose;
  }

  private Optional<String> money() {
    var parts = new ArrayList<String>();
    for (var spending : Spending.sum(views)) {
      parts.add(Lines.spending(spending) + tellers());
    }
    Lines.balances(views).ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
  }

  /// A sum over some accounts must not pass for one over all.
  private String tellers() {
    var tellers = views.stream().filter(view -> !view.spending().isEmpty()).count();
    return tellers == views.size() ? "" : " (%d of %d accounts)".formatted(tellers, views.size());
  }

  private Prose note(Optional<Prose> refreshed) {
    var many = views.size() > MOST_BARS ? "the tightest " + MOST_BARS + " of " : "";
    var note = Prose.of(many + views.size() + " accounts");
    var oldest =
        views.stream()
            .filter(view -> !view.stale())
            .flatMap(view -> view.readAt().stream())
            .min(Comparator.naturalOrder());
    if (oldest.isPresent()) {
      note = note.words(" · oldest reading " + Times.ago(oldest.get(), now) + ", ");
      note = Times.at(note, oldest.get(), now);
    }
    return Lines.beside(note, refreshed);
  }
}
