package dev.headroom.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a provider is called, what an account of it needs, and what it tells.
///
/// @param type the word in the config file: `openai`
/// @param title the vendor's name as people write it
/// @param credential which credential it takes and where to get one, in a sentence
/// @param options the keys of an account's stanza beyond those every account has
/// @param reports what it tells
/// @param every how often it is read unless the config says otherwise
/// @param cost what a poll costs whatever the options: "free", or what it spends
/// @param spends whether every poll spends tokens or money, whatever the options
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

  /// What a poll costs, with what the options add to it.
  public String costs() {
    return options.stream()
        .flatMap(option -> option.spends().stream().map(amount -> with(option, amount)))
        .collect(Collectors.joining("", cost, ""));
  }

  private static String with(Option option, String amount) {
    return "; with " + option.key() + " " + amount;
  }

  public Optional<Option> option(String key) {
    return options.stream().filter(option -> option.key().equals(key)).findFirst();
  }
}
