package dev.headroom.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The form of a section with known keys.
///
/// @param bind makes the value; empty when what is missing has been reported
record Shape<T>(List<Key<?>> keys, Function<Section, Optional<T>> bind) implements Form<T> {

  static <T> Shape<T> of(Function<Section, Optional<T>> bind, Key<?>... keys) {
    return new Shape<>(List.of(keys), bind);
  }

  @Override
  public Optional<T> read(Yaml yaml, Problems problems) {
    return open(yaml, problems)
        .flatMap(section -> {
          section.only(keys);
          return bind.apply(section);
        });
  }

  /// A value as a section; empty, and reported, when it is none.
  static Optional<Section> open(Yaml yaml, Problems problems) {
    if (yaml instanceof Yaml.Fields fields) {
      return Optional.of(new Section(fields, problems));
    }
    if (!(yaml instanceof Yaml.Broken)) {
      problems.add(yaml, "must be a section of keys, was " + yaml.kind());
    }
    return Optional.empty();
  }

  @Override
  public Map<String, Object> schema() {
    return Schema.object(keys);
  }
}
