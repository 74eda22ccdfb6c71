package dev.headroom.poll;

import dev.headroom.usage.Account;
import dev.headroom.usage.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The accounts that the config file names.
public final class Roster {

  private final Map<String, Watched> accounts;
  private final Thrift thrift;

  public Roster(Collection<Watched> accounts) {
    this.accounts =
        accounts.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    watched -> watched.account().id(), Function.identity()));
    this.thrift =
        new Thrift(
            accounts.stream()
                .filter(Watched::spends)
                .map(watched -> watched.account().id())
                .collect(Collectors.toSet()));
  }

  public Set<String> ids() {
    return accounts.keySet();
  }

  /// Holds back those of them whose polls spend.
  public Thrift thrift() {
    return thrift;
  }

  public Optional<Watched> find(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  public List<Account> in(Scope scope) {
    return accounts.values().stream().map(Watched::account).filter(scope::covers).toList();
  }
}
