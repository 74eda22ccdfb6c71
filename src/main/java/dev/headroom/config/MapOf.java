package dev.headroom.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The form of a section whose keys are names that the operator chose.
///
/// @param names what such a name must look like
record MapOf<T>(Pattern names, Form<T> value) implements Form<Map<String, T>> {

  @Override
  public Optional<Map<String, T>> read(Yaml yaml, Problems problems) {
    if (!(yaml instanceof Yaml.Fields(_, _, var fields))) {
      if (!(yaml instanceof Yaml.Broken)) {
        problems.add(yaml, "must be a section of names, was " + yaml.kind());
      }
      return Optional.empty();
    }
    var map = new LinkedHashMap<String, T>();
    fields.forEach((name, each) -> {
      if (!names.matcher(name).matches()) {
        problems.add(each, "its name must match " + names);
      }
      value.read(each, problems).ifPresent(read -> map.put(name, read));
    });
    return Optional.of(map);
  }

  @Override
  public Map<String, Object> schema() {
    var schema = Schema.map("type", "object", "additionalProperties", value.schema());
    schema.put("propertyNames", Map.of("pattern", "^(" + names + ")$"));
    return schema;
  }
}
