package dev.headroom.provider;

import dev.headroom.usage.Models;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every provider on the class path, by its type.
public final class Providers {

  private final Map<String, Provider> byType = new TreeMap<>();

  /// The given providers.
  ///
  /// @throws IllegalStateException when two have the same type
  public Providers(Iterable<Provider> providers) {
    for (var provider : providers) {
      var type = provider.profile().type();
      if (byType.put(type, provider) != null) {
        throw new IllegalStateException("provider " + type + ": must be one, were two");
      }
    }
  }

  /// Those that `@AutoService` registered.
  public static Providers onClassPath() {
    return new Providers(ServiceLoader.load(Provider.class));
  }

  public Optional<Provider> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /// The words for `provider:` in the config file, in order.
  public Set<String> types() {
    return Collections.unmodifiableSet(byType.keySet());
  }

  /// What the accounts of each serve, by its type.
  public Map<String, Models> models() {
    return byType.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().models()));
  }

  /// All of them, by type.
  public Collection<Provider> all() {
    return List.copyOf(byType.values());
  }
}
