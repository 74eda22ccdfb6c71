package dev.headroom.command;

import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.usage.Scope;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import dev.headroom.view.Views;
import java.util.List;
import java.util.Optional;

/// `/quota best`: where headroom is, for one family of models or for each that an account serves.
final class BestAnswer {

  private final Views views;
  private final Refresh refresh;
  private final Families families;
  private final Invocation invocation;

  BestAnswer(Views views, Refresh refresh, Families families, Invocation invocation) {
    this.views = views;
    this.refresh = refresh;
    this.families = families;
    this.invocation = invocation;
  }

  /// @param typed what stood behind `best`: a family, one of its models or its vendor; `all` or
  ///   nothing for every family; or, by itself, a scope
  Message message(String typed, Scopes scopes) {
    var scope = invocation.value("scope").orElse(QuotaCommand.ALL);
    if (typed.isEmpty() || typed.equalsIgnoreCase(QuotaCommand.ALL)) {
      return within(scope, scopes, Optional.empty());
    }
    var family = families.find(typed);
    if (family.isPresent()) {
      return within(scope, scopes, family);
    }
    if (invocation.value("scope").isEmpty() && scopes.find(typed).isPresent()) {
      return within(typed, scopes, Optional.empty());
    }
    var ofModel = families.ofModel(typed);
    if (ofModel.isPresent()) {
      return within(scope, scopes, ofModel);
    }
    var known = families.all().stream().map(Family::name).toList();
    return Problem.of(
        "I know no model family " + Problem.quote(typed) + "." + Problem.didYouMean(typed, known),
        "/quota best all");
  }

  private Message within(String scope, Scopes scopes, Optional<Family> family) {
    return scopes.answer(scope, List.of(), "/quota best all", it -> within(it, family));
  }

  private Message within(Scope scope, Optional<Family> family) {
    var refreshed =
        invocation.fresh()
            ? Optional.of(QuotaCommand.said(refresh.refresh(scope), invocation.at()))
            : Optional.<Prose>empty();
    var accounts = views.accounts().stream().filter(it -> scope.covers(it.account())).toList();
    return family
        .map(one -> new BestOfFamily(one, rooms(one, accounts), scope, invocation.at()))
        .map(answer -> answer.message(families.served(accounts, invocation.at()), refreshed))
        .orElseGet(() -> ofAll(accounts, scope).message(refreshed));
  }

  private BestOfAll ofAll(List<Current> accounts, Scope scope) {
    var entries =
        families.served(accounts, invocation.at()).stream()
            .map(it -> new BestOfAll.Entry(it, rooms(it, accounts)))
            .toList();
    return new BestOfAll(entries, scope, invocation.at());
  }

  private List<Room> rooms(Family family, List<Current> accounts) {
    return accounts.stream()
        .flatMap(account -> Room.of(families, family, account, invocation.at()).stream())
        .sorted(Room.MOST_FIRST)
        .toList();
  }
}
