package dev.headroom.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a value must look like: how it is read, and how editors are told of it.
interface Form<T> {

  /// Reads a value; empty when it doesn't fit, which is then among the problems.
  Optional<T> read(Yaml yaml, Problems problems);

  /// The same as JSON Schema, in plain maps, lists, texts and numbers.
  Map<String, Object> schema();

  default <R> Form<R> map(Function<T, R> change) {
    var form = this;
    return new Form<>() {
      @Override
      public Optional<R> read(Yaml yaml, Problems problems) {
        return form.read(yaml, problems).map(change);
      }

      @Override
      public Map<String, Object> schema() {
        return form.schema();
      }
    };
  }
}
