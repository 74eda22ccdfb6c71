package dev.headroom.command;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Prose;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Gap;
import dev.headroom.view.AccountView;
import dev.headroom.view.QuotaView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that is known of one account, as the blocks of a message.
final class QuotaDetail {

  private static final int MOST_QUOTAS = 10;
  private static final int MOST_MODELS = 3;
  private static final int LONGEST_REASON = 200;

  private final AccountView view;
  private final Instant now;

  QuotaDetail(AccountView view, Instant now) {
    this.view = view;
    this.now = now;
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Text(heading()));
    if (!view.quotas().isEmpty()) {
      blocks.add(new Block.Bars(bars()));
      blocks.add(new Block.Text(Lines.all(quotas())));
    }
    var rest = rest();
    if (!rest.isEmpty()) {
      blocks.add(new Block.Text(Prose.of(String.join("\n", rest))));
    }
    blocks.add(new Block.Note(freshness()));
    return blocks;
  }

  private Prose heading() {
    var account = view.account();
    var plan = view.plan().map(name -> ", " + name).orElse("");
    var heading =
        Prose.of(Standing.tone(view.status()).emoji() + " ")
            .strong(account.name())
            .words(" · " + account.provider() + plan + " · " + view.status().word());
    return view.trouble().map(trouble -> Lines.join(heading, trouble(trouble))).orElse(heading);
  }

  private Prose trouble(AccountView.Trouble trouble) {
    var reason = trouble.failure().reason();
    var end = Math.min(reason.length(), LONGEST_REASON);
    var said = Prose.of("").strong(Standing.words(trouble.failure().kind())).words(" ");
    var since = trouble.since().map(at -> Times.since(said, at, now)).orElse(said);
    return since.words(": " + reason.substring(0, end));
  }

  private List<Bar> bars() {
    var readAt = view.readAt().orElse(now);
    return shown().map(quota -> Standing.bar(quota, view.stale(), readAt, now)).toList();
  }

  private List<Prose> quotas() {
    var lines = new ArrayList<>(shown().map(quota -> QuotaLine.of(quota, now)).toList());
    var more = view.quotas().size() - MOST_QUOTAS;
    if (more > 0) {
      lines.add(Prose.of("and " + more + " more that are less used"));
    }
    return lines;
  }

  private Stream<QuotaView> shown() {
    return view.quotas().stream().limit(MOST_QUOTAS);
  }

  private List<String> rest() {
    var lines = new ArrayList<String>();
    view.spending().forEach(spending -> lines.add(Lines.spending(spending)));
    view.consumption()
        .today()
        .map(counts -> "Used today (UTC): " + UsageLine.counts(counts))
        .ifPresent(lines::add);
    var models = view.consumption().byModel();
    if (!models.isEmpty()) {
      lines.add(
          "Models: "
              + models.stream()
                  .limit(MOST_MODELS)
                  .map(UsageLine::model)
                  .collect(Collectors.joining(", ")));
    }
    view.balances().forEach(balance -> lines.add(balance(balance)));
    view.gaps().forEach(gap -> lines.add(gap(gap)));
    return lines;
  }

  private static String balance(Balance balance) {
    return "%s: %s left%s"
        .formatted(
            balance.name(),
            Figures.money(balance.amount()),
            balance.depleted() ? ", no longer served" : "");
  }

  private static String gap(Gap gap) {
    return "Missing: " + gap.part() + " (" + Standing.words(gap.failure().kind()) + ")";
  }

  private Prose freshness() {
    var note =
        view.readAt()
            .map(at -> Times.at(Prose.of("Read " + Times.ago(at, now) + ", "), at, now))
            .orElse(Prose.of("Never read"));
    var read = view.stale() ? note.words(" · stale") : note;
    return view.nextPollAt()
        .filter(next -> next.isAfter(now))
        .map(next -> read.words(" · next in " + Times.duration(Duration.between(now, next))))
        .orElse(read);
  }
}
