package dev.headroom.command;

import dev.headroom.usage.Models;
import dev.headroom.view.Current;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The families of models that people may ask for, and which providers serve them.
public final class Families {

  private final Map<String, Models> byProvider;
  private final List<Family> all;

  /// @param byProvider what each provider's accounts serve; one that is missing tells nothing
  public Families(Map<String, Models> byProvider) {
    this.byProvider = Map.copyOf(byProvider);
    var byName = new TreeMap<String, Family>();
    Family.known().forEach(family -> byName.put(family.name(), family));
    byProvider.values().stream()
        .flatMap(models -> names(models).stream())
        .forEach(name -> byName.computeIfAbsent(name, Family::called));
    this.all = List.copyOf(byName.values());
  }

  /// The words that may follow `/quota best`: `all`, then the families that some of `accounts`
  /// serve, by the alphabet.
  public List<String> words(Collection<Current> accounts, Instant now) {
    return Stream.concat(
            Stream.of(QuotaCommand.ALL), served(accounts, now).stream().map(Family::name))
        .toList();
  }

  /// The families that some account is known to serve. One that sells everybody's models stands for
  /// none.
  List<Family> served(Collection<Current> accounts, Instant now) {
    var own = accounts.stream().filter(it -> !isOfAll(it.account().provider())).toList();
    return all.stream()
        .filter(family -> own.stream().anyMatch(it -> Room.of(this, family, it, now).isPresent()))
        .toList();
  }

  /// Every one, by the alphabet.
  List<Family> all() {
    return all;
  }

  /// The family that is called so, or the only one that the provider of this name serves.
  Optional<Family> find(String typed) {
    var word = typed.strip().toLowerCase(Locale.ROOT);
    return called(word).or(() -> ofProvider(word));
  }

  /// The family of a model by its id, whatever vendors and regions stand before its name: of
  /// `deepseek-r1-distill-llama-70b` the first that is named.
  Optional<Family> ofModel(String model) {
    return words(model).flatMap(this::ofWord).findFirst();
  }

  /// Every family that `text` names, like "Claude and GPT models".
  Set<String> namedIn(String text) {
    var names = new TreeSet<String>();
    words(text).flatMap(this::ofWord).map(Family::name).forEach(names::add);
    return names;
  }

  /// Whether a model is of `family`.
  boolean has(Family family, String model) {
    return ofModel(model).filter(family::equals).isPresent();
  }

  /// Whether an account of `provider` serves `family`, whatever it has reported so far.
  boolean isServedBy(String provider, Family family) {
    return isOfAll(provider) || names(models(provider)).contains(family.name());
  }

  /// Whether an account of `provider` holds logins, each with quotas of its own.
  boolean isOfLogins(String provider) {
    return models(provider) instanceof Models.OfLogins;
  }

  private boolean isOfAll(String provider) {
    return models(provider) instanceof Models.All;
  }

  private Models models(String provider) {
    return byProvider.getOrDefault(provider, new Models.Untold());
  }

  private static Set<String> names(Models models) {
    return models instanceof Models.Of(var families) ? families : Set.of();
  }

  private Optional<Family> ofProvider(String provider) {
    var names = names(models(provider));
    return names.size() == 1 ? called(names.iterator().next()) : Optional.empty();
  }

  private Optional<Family> called(String name) {
    return all.stream().filter(family -> family.name().equals(name)).findFirst();
  }

  private Stream<Family> ofWord(String word) {
    return all.stream().filter(family -> family.isNamedBy(word)).limit(1);
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
  }
}
