package dev.headroom.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Puts variables and files into a value: `${NAME}`, `${NAME:default}`, `${file:/run/secrets/x}`.
///
/// What is put in is not looked at again, so that a secret may hold `${`.
final class Interpolation {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern NAME =
      Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)(:(?<fallback>.*))?", Pattern.DOTALL);
  private static final String FILE = "file:";

  private final Function<String, Optional<String>> environment;

  /// Takes variables from `environment`.
  ///
  /// @param environment the value of a variable, if it is set
  Interpolation(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /// What came of it.
  sealed interface Result {}

  record Expanded(String text) implements Result {}

  /// A variable or file that is not there.
  ///
  /// @param reason what must hold, naming the variable or file
  record Unknown(String reason) implements Result {}

  Result expand(String source) {
    var text = new StringBuilder();
    var end = 0;
    var matcher = PLACE.matcher(source);
    while (matcher.find()) {
      switch (value(matcher.group(1))) {
        case Expanded(var value) -> text.append(source, end, matcher.start()).append(value);
        case Unknown unknown -> {
          return unknown;
        }
      }
      end = matcher.end();
    }
    if (source.indexOf("${", end) >= 0) {
      return new Unknown("must close ${ with }");
    }
    return new Expanded(text.append(source, end, source.length()).toString());
  }

  private Result value(String inside) {
    if (inside.startsWith(FILE)) {
      return file(inside.substring(FILE.length()));
    }
    var matcher = NAME.matcher(inside);
    if (!matcher.matches()) {
      return new Unknown("must be like ${NAME}, ${NAME:default} or ${file:/path} inside ${ }");
    }
    var name = matcher.group("name");
    return environment
        .apply(name)
        .or(() -> Optional.ofNullable(matcher.group("fallback")))
        .<Result>map(Expanded::new)
        .orElse(
            new Unknown(
                "the environment variable %s must be set, or given a default as ${%s:…}"
                    .formatted(name, name)));
  }

  private static Result file(String path) {
    try {
      return new Expanded(Files.readString(Path.of(path)).replaceFirst("\\R$", ""));
    } catch (IOException | InvalidPathException _) {
      return new Unknown("the file %s must exist and be readable text".formatted(path));
    }
  }
}
