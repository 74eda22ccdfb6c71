package dev.headroom.command;

import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.usage.Scope;
import dev.headroom.view.AccountView;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import dev.headroom.view.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/quota`: how much is left, the tightest first.
///
/// `/quota best` asks the other way round: where most is left.
///
/// One account, or a provider's or an owner's few, are told in full; more become a bar each.
public final class QuotaCommand implements Command {

  static final String NAME = "quota";
  static final String BEST = "best";
  static final String ALL = "all";

  private static final int FEW = 3;
  private static final Grammar GRAMMAR =
      new Grammar(
          NAME,
          "How much quota and money is left",
          List.of(
              new Grammar.Form(
                  "",
                  "What is left of every quota, the tightest first; with best, where most is left.",
                  List.of(
                      new Grammar.Parameter(
                          "scope",
                          "An account, a provider, owner:name or all",
                          Grammar.Kind.SCOPE,
                          false,
                          List.of()),
                      new Grammar.Parameter(
                          BEST,
                          "Where most is left for a family like claude or gpt, or for all",
                          Grammar.Kind.FAMILY,
                          false,
                          List.of())))));

  private final Views views;
  private final Refresh refresh;
  private final Families families;

  public QuotaCommand(Views views, Refresh refresh, Families families) {
    this.views = views;
    this.refresh = refresh;
    this.families = families;
  }

  @Override
  public Grammar grammar() {
    return GRAMMAR;
  }

  @Override
  public Message answer(Invocation invocation) {
    var accounts = views.accounts();
    if (accounts.isEmpty()) {
      return Message.problem(
          "No accounts are set up yet. Add one under \"accounts\" in the config file.");
    }
    var scopes = Scopes.of(accounts);
    var best = invocation.value(BEST);
    if (best.isPresent() && !isAccount(best.get(), scopes, invocation)) {
      return new BestAnswer(views, refresh, families, invocation).message(best.get(), scopes);
    }
    return scopes.answer(
        best.isPresent() ? BEST : invocation.value("scope").orElse(ALL),
        List.of("help", BEST),
        "/quota help",
        scope -> answer(scope, accounts, invocation));
  }

  /// Whether `best`, typed alone, is what an account or team is called. Then that is shown, and
  /// `best all` asks for the best of all families.
  private static boolean isAccount(String family, Scopes scopes, Invocation invocation) {
    return family.isEmpty() && invocation.value("scope").isEmpty() && scopes.find(BEST).isPresent();
  }

  private Message answer(Scope scope, List<Current> accounts, Invocation invocation) {
    var refreshed =
        invocation.fresh()
            ? Optional.of(said(refresh.refresh(scope), invocation.at()))
            : Optional.<Prose>empty();
    var current = refreshed.isPresent() ? views.accounts() : accounts;
    var covered = current.stream().filter(it -> scope.covers(it.account())).toList();
    var shown = AccountView.all(covered, invocation.at());
    if (shown.isEmpty()) {
      return Message.problem("No account belongs to " + Scopes.label(scope) + " any more.");
    }
    var few = shown.size() == 1 || (shown.size() <= FEW && !(scope instanceof Scope.All));
    var overview = new QuotaOverview(scope, shown, invocation.at());
    return few ? inFull(scope, shown, refreshed, invocation) : overview.message(refreshed);
  }

  private static Message inFull(
      Scope scope, List<AccountView> shown, Optional<Prose> refreshed, Invocation invocation) {
    var blocks = new ArrayList<Block>();
    var overview = new QuotaOverview(scope, shown, invocation.at());
    blocks.add(new Block.Title(overview.title()));
    shown.forEach(view -> blocks.addAll(new QuotaDetail(view, invocation.at()).blocks()));
    refreshed.ifPresent(said -> blocks.add(new Block.Note(said)));
    return new Message(overview.summary(), overview.tone(), blocks, Offers.forQuota(scope));
  }

  /// "read 2 now, 1 read moments ago, 1 asked for a pause until 15:20; reading 1 spends, so it
  /// rests until 12:15".
  static Prose said(Refresh.Outcome outcome, Instant now) {
    var parts = new ArrayList<String>();
    if (outcome.polled() > 0) {
      parts.add("read " + outcome.polled() + " now");
    }
    if (outcome.tooSoon() > 0) {
      parts.add(outcome.tooSoon() + " read moments ago");
    }
    if (outcome.unfinished() > 0) {
      parts.add("still waiting for " + outcome.unfinished());
    }
    outcome.held().ifPresent(it -> parts.add(it.accounts() + " asked for a pause "));
    var said = Prose.of(String.join(", ", parts));
    var held = outcome.held().map(it -> Times.ending(said, it.until(), now)).orElse(said);
    return outcome
        .resting()
        .map(it -> resting(parts.isEmpty() ? held : held.words("; "), it, now))
        .orElse(parts.isEmpty() ? Prose.of("nothing to read") : held);
  }

  private static Prose resting(Prose said, Refresh.Pause pause, Instant now) {
    var they = pause.accounts() == 1 ? "so it rests " : "so they rest ";
    return Times.ending(
        said.words("reading " + pause.accounts() + " spends, " + they), pause.until(), now);
  }
}
