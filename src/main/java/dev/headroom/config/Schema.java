package dev.headroom.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fragments of JSON Schema, as plain maps in a fixed order.
final class Schema {

  /// Stands for any value that the environment or a file gives.
  private static final String VARIABLE = "\\$\\{";

  private Schema() {}

  static Map<String, Object> object(Collection<? extends Key<?>> keys) {
    var properties = new LinkedHashMap<String, Object>();
    keys.forEach(key -> properties.put(key.name(), described(key)));
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    var required = keys.stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> described(Key<?> key) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("description", key.meaning());
    schema.putAll(key.form().schema());
    return schema;
  }

  static Map<String, Object> text() {
    return Map.of("type", List.of("string", "number"));
  }

  /// A text that matches, or one that holds a variable.
  static Map<String, Object> matching(String pattern) {
    return map("type", List.of("string", "integer"), "pattern", "^(" + pattern + ")$|" + VARIABLE);
  }

  static Map<String, Object> words(Collection<String> words) {
    return map(
        "anyOf",
        List.of(map("enum", List.copyOf(words)), map("type", "string", "pattern", VARIABLE)));
  }

  static Map<String, Object> whole(long min, long max) {
    return map("anyOf", List.of(range(min, max), map("type", "string", "pattern", VARIABLE)));
  }

  private static Map<String, Object> range(long min, long max) {
    var range = map("type", "integer", "minimum", min);
    range.put("maximum", max);
    return range;
  }

  static Map<String, Object> flag() {
    return map(
        "anyOf", List.of(map("type", "boolean"), map("type", "string", "pattern", VARIABLE)));
  }

  static Map<String, Object> map(String name, Object value) {
    var map = new LinkedHashMap<String, Object>();
    map.put(name, value);
    return map;
  }

  static Map<String, Object> map(String name, Object value, String other, Object otherValue) {
    var map = map(name, value);
    map.put(other, otherValue);
    return map;
  }
}
