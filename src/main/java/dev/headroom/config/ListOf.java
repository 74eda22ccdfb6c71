package dev.headroom.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of a list whose items have one form.
///
/// @param atLeast how many items there must be
record ListOf<T>(Form<T> item, int atLeast) implements Form<List<T>> {

  ListOf(Form<T> item) {
    this(item, 0);
  }

  /// The items that fit.
  @Override
  public Optional<List<T>> read(Yaml yaml, Problems problems) {
    if (!(yaml instanceof Yaml.Items(_, _, var items))) {
      if (!(yaml instanceof Yaml.Broken)) {
        problems.add(yaml, "must be a list, was " + yaml.kind());
      }
      return Optional.empty();
    }
    if (items.size() < atLeast) {
      problems.add(yaml, "must have at least %d item, had %d".formatted(atLeast, items.size()));
    }
    return Optional.of(items.stream().flatMap(each -> item.read(each, problems).stream()).toList());
  }

  @Override
  public Map<String, Object> schema() {
    var schema = Schema.map("type", "array", "items", item.schema());
    if (atLeast > 0) {
      schema.put("minItems", atLeast);
    }
    return schema;
  }
}
