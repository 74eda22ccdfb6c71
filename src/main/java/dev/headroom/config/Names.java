package dev.headroom.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the file declares and refers to elsewhere by name. It is read before anything else and from
/// broken accounts too, so that one mistake is not told twice.
///
/// @param accounts the provider of each account
/// @param owners each owner, with itself
/// @param channels what each channel's name stands for
record Names(
    Map<String, String> accounts, Map<String, String> owners, Map<String, String> channels) {

  static Names of(Yaml.Fields root) {
    var accounts = new LinkedHashMap<String, String>();
    var owners = new LinkedHashMap<String, String>();
    stanzas(root)
        .forEach(stanza -> {
          text(stanza, "id")
              .ifPresent(id -> accounts.putIfAbsent(id, text(stanza, "provider").orElse("")));
          text(stanza, "owner").ifPresent(owner -> owners.put(owner, owner));
        });
    return new Names(accounts, owners, channels(root));
  }

  /// Each provider that an account uses, with itself.
  Map<String, String> providers() {
    return accounts.values().stream()
        .distinct()
        .collect(Collectors.toMap(type -> type, type -> type));
  }

  private static Stream<Yaml.Fields> stanzas(Yaml.Fields root) {
    return root.fields().get("accounts") instanceof Yaml.Items(_, _, var items)
        ? items.stream().filter(Yaml.Fields.class::isInstance).map(Yaml.Fields.class::cast)
        : Stream.of();
  }

  private static Map<String, String> channels(Yaml.Fields root) {
    var channels = new LinkedHashMap<String, String>();
    if (root.fields().get("channels") instanceof Yaml.Fields fields) {
      fields
          .fields()
          .keySet()
          .forEach(name -> text(fields, name).ifPresent(id -> channels.put(name, id)));
    }
    return channels;
  }

  private static Optional<String> text(Yaml.Fields fields, String key) {
    return fields.fields().get(key) instanceof Yaml.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
