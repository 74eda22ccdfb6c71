package dev.headroom.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a provider is called, what an account of it needs, and what it tells.
///
/// @param type the word in the config file: `openai`
/// @param title the vendor's name as people write it
/// @param credential which credential it takes and where to get one, in a sentence
/// @param options the keys of an account's stanza beyond those every account has
/// @param reports what it tells
/// @param every how often it is read unless the config says otherwise
/// @param cost what a poll costs: "free", or what it spends
/// @param spends whether a poll spends tokens or money; such accounts are named in `check`
public record Profile(
    String type,
    String title,
    String credential,
    List<Option> options,
    Set<Told> reports,
    Duration every,
    String cost,
    boolean spends) {

  /// A column of the matrix in the providers' page.
  public enum Told {
    TOKENS,
    RATE_LIMITS,
    COST,
    REQUESTS,
    STATUS,
    BALANCE,
    PLAN,
    WINDOWS
  }

  public Profile {
    options = List.copyOf(options);
    reports = Set.copyOf(reports);
  }

  public Optional<Option> option(String key) {
    return options.stream().filter(option -> option.key().equals(key)).findFirst();
  }
}
