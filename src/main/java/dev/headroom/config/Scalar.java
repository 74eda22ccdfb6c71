package dev.headroom.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The form of a value that is one text.
///
/// @param hidden whether messages must not show what was found
record Scalar<T>(Function<String, Parsed<T>> parse, Map<String, Object> schema, boolean hidden)
    implements Form<T> {

  /// What a text turned out to be.
  sealed interface Parsed<T> {}

  record Fits<T>(T value) implements Parsed<T> {}

  /// A text that is not what it should be.
  ///
  /// @param must what must hold, to be read after the word "must"
  /// @param hint what to say after what was found
  record Misfit<T>(String must, String hint) implements Parsed<T> {
    Misfit(String must) {
      this(must, "");
    }
  }

  static <T> Scalar<T> of(Map<String, Object> schema, Function<String, Parsed<T>> parse) {
    return new Scalar<>(parse, schema, false);
  }

  @Override
  public Optional<T> read(Yaml yaml, Problems problems) {
    return switch (yaml) {
      case Yaml.Text text -> read(text, problems);
      case Yaml.Broken _ -> Optional.empty();
      case Yaml.Nothing _, Yaml.Items _, Yaml.Fields _ -> {
        problems.add(yaml, "must be one value, was " + yaml.kind());
        yield Optional.empty();
      }
    };
  }

  private Optional<T> read(Yaml.Text text, Problems problems) {
    return switch (parse.apply(text.value())) {
      case Fits(var value) -> Optional.of(value);
      case Misfit(var must, var hint) -> {
        problems.add(text, "must " + must + (hidden ? "" : ", was " + text.shown()) + hint);
        yield Optional.empty();
      }
    };
  }
}
