package dev.headroom.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A section being read: its keys by their declarations, its problems by their places.
final class Section {

  private final Yaml.Fields yaml;
  private final Problems problems;

  Section(Yaml.Fields yaml, Problems problems) {
    this.yaml = yaml;
    this.problems = problems;
  }

  /// Reports every key that is none of `keys`.
  void only(Collection<? extends Key<?>> keys) {
    var names = keys.stream().map(Key::name).toList();
    yaml.fields()
        .forEach((name, value) -> {
          if (!names.contains(name)) {
            problems.add(value, "is no key here" + Problems.hint(name, names));
          }
        });
  }

  /// Whether a key is written and not empty.
  boolean has(Key<?> key) {
    return !(value(key) instanceof Yaml.Nothing);
  }

  /// The value of a key; empty when it is absent, or wrong and reported.
  <T> Optional<T> find(Key<T> key) {
    return has(key) ? key.form().read(value(key), problems) : Optional.empty();
  }

  <T> T get(Key<T> key, T fallback) {
    return find(key).orElse(fallback);
  }

  /// As [#find(Key)], and reports a key that is absent.
  <T> Optional<T> require(Key<T> key) {
    if (!has(key)) {
      problems.add(value(key), "must be set: " + key.meaning());
    }
    return find(key);
  }

  /// The items of a list as they stand in the file.
  List<Yaml> items(Key<?> key) {
    return value(key) instanceof Yaml.Items(_, _, var items) ? items : List.of();
  }

  /// Reports something about a key, whether it is there or not.
  void problem(Key<?> key, String text) {
    problems.add(value(key), text);
  }

  /// Reports something about the section as a whole.
  void problem(String text) {
    problems.add(yaml, text);
  }

  /// Reports something about a place in the section.
  void problem(Yaml at, String text) {
    problems.add(at, text);
  }

  private Yaml value(Key<?> key) {
    return Optional.ofNullable(yaml.fields().get(key.name()))
        .orElseGet(() -> new Yaml.Nothing(Yaml.below(yaml.path(), key.name()), yaml.line()));
  }
}
