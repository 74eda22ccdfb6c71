package dev.headroom.command;

import dev.headroom.message.Message;
import dev.headroom.usage.Account;
import dev.headroom.usage.Scope;
import dev.headroom.view.Current;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The names that people may type for accounts, and what they mean.
///
/// Where one word could be several things, an account wins over a provider and a provider over an
/// owner; `provider:openai` and `owner:team` say which.
public final class Scopes {

  private static final String ALL = new Scope.All().toText();

  private final Map<String, Scope> meanings = new LinkedHashMap<>();
  private final Set<String> words = new TreeSet<>();

  public Scopes(List<Account> accounts) {
    mean(ALL, new Scope.All());
    accounts.forEach(account -> offer(account.id(), new Scope.OfAccount(account.id())));
    for (var account : accounts) {
      var provider = new Scope.OfProvider(account.provider());
      offer(account.provider(), provider);
      mean(provider.toText(), provider);
    }
    for (var account : accounts) {
      account.owner().map(Scope.OfOwner::new).ifPresent(owner -> offer(owner.toText(), owner));
    }
    for (var account : accounts) {
      account.owner().ifPresent(owner -> mean(owner, new Scope.OfOwner(owner)));
      mean(account.name(), new Scope.OfAccount(account.id()));
    }
  }

  static Scopes of(List<Current> current) {
    return new Scopes(current.stream().map(Current::account).toList());
  }

  /// Answers for what `typed` means; or says that nobody knows it, and what may have been meant: a
  /// name, or one of the command's `own` words.
  Message answer(
      String typed, Collection<String> own, String example, Function<Scope, Message> answer) {
    return find(typed)
        .map(answer)
        .orElseGet(() -> {
          var known = Stream.concat(words().stream(), own.stream()).toList();
          return Problem.of(
              "I know no account, provider or owner "
                  + Problem.quote(typed)
                  + "."
                  + Problem.didYouMean(typed, known),
              example);
        });
  }

  /// What `typed` means, whatever its case; empty when nothing is called so.
  public Optional<Scope> find(String typed) {
    return Optional.ofNullable(meanings.get(key(typed)));
  }

  /// Every word that is offered: `all`, then accounts, providers and owners by the alphabet.
  public List<String> words() {
    return Stream.concat(Stream.of(ALL), words.stream()).toList();
  }

  /// How a scope is called within a sentence: `all accounts`, `openai`, `platform`.
  static String label(Scope scope) {
    return switch (scope) {
      case Scope.All() -> "all accounts";
      case Scope.OfProvider(var provider) -> provider;
      case Scope.OfOwner(var owner) -> owner;
      case Scope.OfAccount(var account) -> account;
    };
  }

  /// What to type for a scope, quoted where it has blanks.
  static String typed(Scope scope) {
    var text = scope.toText();
    return text.chars().anyMatch(Character::isWhitespace) ? "\"" + text + "\"" : text;
  }

  private void offer(String word, Scope scope) {
    words.add(word);
    mean(word, scope);
  }

  private void mean(String word, Scope scope) {
    meanings.putIfAbsent(key(word), scope);
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
