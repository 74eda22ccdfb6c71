package dev.headroom.config;

import dev.headroom.provider.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads config files: YAML, variables, and a check of every value.
public final class ConfigFile {

  private final Map<String, Profile> profiles = new TreeMap<>();
  private final Function<String, Optional<String>> environment;
  private final Instant now;

  /// A reader in a world of its own.
  ///
  /// @param profiles the known providers
  /// @param environment the value of a variable, if it is set
  /// @param now when budgets of the file count as set
  public ConfigFile(
      Collection<Profile> profiles, Function<String, Optional<String>> environment, Instant now) {
    profiles.forEach(profile -> this.profiles.put(profile.type(), profile));
    this.environment = environment;
    this.now = now;
  }

  public Loaded read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException _) {
      return new Loaded.Broken(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  "",
                  "must be a readable file in UTF-8; --config FILE names another")));
    }
  }

  /// Reads the text of a file; `name` is what problems call it.
  public Loaded parse(String name, String text) {
    var problems = new Problems(name);
    var config =
        new YamlReader(new Interpolation(environment), problems)
            .read(text)
            .map(root -> Root.bind(root, profiles, now, problems));
    return config.isPresent() && problems.isEmpty()
        ? new Loaded.Ready(config.get())
        : new Loaded.Broken(problems.all());
  }

  /// The JSON Schema of the file, in plain maps, lists, texts and numbers.
  public Map<String, Object> schema() {
    return Root.schema(profiles);
  }
}
